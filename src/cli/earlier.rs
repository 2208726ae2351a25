//! An earlier version of the documents, for `--against` and `--changed`: a directory, or a commit
//! that `git` knows. Files are only read; nothing is checked out or written.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustc_hash::FxHashSet;

use crate::finding::{Finding, Label};
use crate::place::Span;
use crate::rules::Files;
use crate::source::{Document, SourceSet, load_texts};

/// Reads what `version` has of `documents`, which came from the paths `named`. What it does not
/// have was added since, and is left out.
///
/// # Errors
/// When it is neither a directory nor a commit, or `git` cannot be run.
pub(super) fn read(version: &str, documents: &[String], named: &[PathBuf]) -> Result<Files, String> {
    let folder = Path::new(version);
    if folder.is_dir() {
        return Ok(from_directory(folder, documents, named));
    }
    from_commit(version, documents)
}

/// The files of `folder` that lie there as the documents lie in the current directory, or in the
/// directory that was named.
fn from_directory(folder: &Path, documents: &[String], named: &[PathBuf]) -> Files {
    let read = |document: &String| {
        let path = Path::new(document);
        let roots = named.iter().filter_map(|root| path.strip_prefix(root).ok());
        let inside = roots.filter(|rest| !rest.as_os_str().is_empty()).map(Path::to_path_buf);
        let own = path.file_name().map(PathBuf::from);
        let places =
            [path.to_path_buf()].into_iter().filter(|path| path.is_relative()).chain(inside).chain(own);
        let bytes = places.into_iter().find_map(|place| std::fs::read(folder.join(place)).ok())?;
        Some((document.clone(), bytes))
    };
    documents.iter().filter_map(read).collect()
}

fn from_commit(version: &str, documents: &[String]) -> Result<Files, String> {
    let start = documents.iter().find_map(|document| std::fs::canonicalize(document).ok());
    let Some(start) = start else { return Ok(Vec::new()) };
    let place = start.parent().unwrap_or(&start);
    let no_git = |error: std::io::Error| format!("cannot run git: {error}");
    let top = git(place).args(["rev-parse", "--show-toplevel"]).output().map_err(no_git)?;
    if !top.status.success() {
        return Err(format!("`{version}` is no directory, and {} is in no git repository", place.display()));
    }
    let top = PathBuf::from(String::from_utf8_lossy(&top.stdout).trim_end_matches(['\n', '\r']));
    let top = std::fs::canonicalize(&top).unwrap_or(top);
    let known = git(&top)
        .args(["rev-parse", "--verify", "--quiet", "--end-of-options"])
        .arg(format!("{version}^{{commit}}"))
        .output()
        .map_err(no_git)?;
    let commit = String::from_utf8_lossy(&known.stdout).trim().to_owned();
    if !known.status.success() || commit.is_empty() {
        return Err(format!("`{version}` is neither a directory nor a commit"));
    }
    let tracked: Vec<(&String, String)> =
        documents.iter().filter_map(|document| Some((document, within(&top, document)?))).collect();
    objects(&top, &commit, &tracked)
}

/// The path of `document` from the top of its repository.
fn within(top: &Path, document: &str) -> Option<String> {
    let path = std::fs::canonicalize(document).ok()?;
    let path = path.strip_prefix(top).ok()?.to_str()?.replace('\\', "/");
    (!path.contains('\n')).then_some(path)
}

/// Reads the files of a commit through one `git cat-file --batch`.
fn objects(top: &Path, commit: &str, tracked: &[(&String, String)]) -> Result<Files, String> {
    let failed = |error: std::io::Error| format!("cannot read from git: {error}");
    let mut child = git(top)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let (Some(mut requests), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("cannot read from git".to_owned());
    };
    let asked: String = tracked.iter().map(|(_, path)| format!("{commit}:{path}\n")).collect();
    // Answers fill their pipe before all is asked.
    let asking = std::thread::spawn(move || requests.write_all(asked.as_bytes()));
    let mut answers = BufReader::new(answers);
    let mut files = Vec::new();
    for (document, _) in tracked {
        let mut line = String::new();
        if answers.read_line(&mut line).map_err(failed)? == 0 {
            break;
        }
        // "<id> blob <size>", or "<name> missing" for what was added since.
        let mut words = line.trim_end().rsplit(' ');
        let Some(size) = words.next().and_then(|size| size.parse::<u64>().ok()) else { continue };
        let file = words.next() == Some("blob");
        let mut bytes = Vec::new();
        answers.by_ref().take(size).read_to_end(&mut bytes).map_err(failed)?;
        let mut end = [0];
        answers.read_exact(&mut end).map_err(failed)?;
        if file {
            files.push(((*document).clone(), bytes));
        }
    }
    drop(answers);
    let _ = asking.join();
    let _ = child.wait();
    Ok(files)
}

fn git(place: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(place).stdin(Stdio::null()).env("GIT_OPTIONAL_LOCKS", "0");
    command
}

/// Keeps the findings that touch a line which the earlier version does not have, and lists each
/// there. A line that was only moved is not changed. Behind the first `files` of the sources stand the config and
/// the ledger of facts, which are no documents: where the earlier version does not have them, they are as they were.
pub(super) fn keep_changed(findings: &mut Vec<Finding>, sources: &SourceSet, files: usize, earlier: &Files) {
    let before = load_texts(earlier.clone()).set;
    let changed: Vec<Vec<Span>> = sources
        .documents()
        .iter()
        .enumerate()
        .map(|(index, document)| changed_lines(document, &before, index < files))
        .collect();
    let touches = |label: &Label| {
        let lines = &changed[sources.index_of(label.place)];
        let at = lines.partition_point(|line| line.end <= label.place.start);
        lines.get(at).is_some_and(|line| line.overlaps(label.place))
    };
    findings.retain_mut(|finding: &mut Finding| {
        let (mut own, others): (Vec<Label>, Vec<Label>) = finding.labels.drain(..).partition(touches);
        let kept = !own.is_empty();
        own.extend(others);
        finding.labels = own;
        kept
    });
    let start = |finding: &Finding| finding.labels.first().map_or(0, |label| label.place.start);
    findings.sort_by(|a, b| {
        start(a)
            .cmp(&start(b))
            .then_with(|| a.rule.cmp(&b.rule))
            .then_with(|| a.fingerprint.cmp(&b.fingerprint))
    });
}

/// The lines of a document that the earlier one of its path does not have. Without an earlier one, all of them
/// are new, or none is.
fn changed_lines(document: &Document, before: &SourceSet, new: bool) -> Vec<Span> {
    let earlier = before.documents().iter().find(|earlier| earlier.path == document.path);
    if earlier.is_none() && !new {
        return Vec::new();
    }
    let known: FxHashSet<&str> =
        earlier.map_or_else(FxHashSet::default, |earlier| earlier.text.lines().map(str::trim).collect());
    let mut at = document.base;
    let mut changed = Vec::new();
    for line in document.text.split_inclusive('\n') {
        let end = at.saturating_add(u32::try_from(line.len()).unwrap_or(u32::MAX));
        if !line.trim().is_empty() && !known.contains(line.trim()) {
            changed.push(Span::new(at, end));
        }
        at = end;
    }
    changed
}

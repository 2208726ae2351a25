//! Paths to documents: walking directories, reading files, telling text from the rest.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::decode::Refused;
use super::detect::{extensions, is_document};
use super::open::open;
use super::report::is_report;
use super::set::{Document, SourceSet};
use crate::fault::Fault;

/// What could be read, and what could not.
#[derive(Debug, Default)]
pub struct Loaded {
    pub set: SourceSet,
    /// Sources that were named and could not be used.
    pub faults: Vec<Fault>,
    /// Files found in a named directory that look like documents and could not be read as such.
    /// Binary files there are passed over without a word.
    pub skipped: Vec<Fault>,
}

impl Loaded {
    /// Takes in `documents`, as far as they can be addressed.
    fn keep(&mut self, documents: Vec<Document>) {
        let (set, refused) = SourceSet::new(documents);
        self.set = set;
        self.faults.extend(refused.into_iter().map(|document| Fault::TooMuch { path: document.path.into() }));
    }
}

/// A file to read.
struct Candidate {
    path: PathBuf,
    /// Found in a directory, not named.
    found: bool,
}

/// A file as it lies on disk, before anything is made of it.
#[derive(Debug)]
pub struct Raw {
    /// As it was named or found.
    pub path: PathBuf,
    /// The path as it is printed.
    pub name: String,
    /// Found in a directory, not named.
    pub found: bool,
    pub bytes: io::Result<Vec<u8>>,
}

/// All that a run is to read, as it lies on disk.
#[derive(Debug, Default)]
pub struct Batch {
    pub files: Vec<Raw>,
    /// Paths that lead to no file.
    pub faults: Vec<Fault>,
    /// What could not be walked in a directory.
    pub skipped: Vec<Fault>,
}

/// Reads `paths`, and before them standard input under the name given with it.
#[must_use]
pub fn load(paths: &[PathBuf], stdin: Option<(String, Vec<u8>)>) -> Loaded {
    load_without(paths, stdin, &|_| false)
}

/// Reads `paths` as [`load`] does, without what a directory holds and `leaves_out` is true of.
///
/// Files are read in the order given; those of a directory stand at its place, in order of
/// their paths. A file that is met twice is read once.
#[must_use]
pub fn load_without(
    paths: &[PathBuf],
    stdin: Option<(String, Vec<u8>)>,
    leaves_out: &dyn Fn(&str) -> bool,
) -> Loaded {
    let mut loaded = Loaded::default();
    let candidates = wanted(paths, leaves_out, &mut loaded);
    let mut results: Vec<_> = stdin.into_iter().map(|stdin| Raw::given(stdin).open()).collect();
    results.par_extend(candidates.par_iter().filter_map(read).map(Raw::open));
    loaded.take(results);
    loaded
}

impl Batch {
    /// Reads what [`load_without`] would read, and makes nothing of it yet.
    #[must_use]
    pub fn read(
        paths: &[PathBuf],
        stdin: Option<(String, Vec<u8>)>,
        leaves_out: &dyn Fn(&str) -> bool,
    ) -> Self {
        let mut loaded = Loaded::default();
        let candidates = wanted(paths, leaves_out, &mut loaded);
        let mut files: Vec<Raw> = stdin.into_iter().map(Raw::given).collect();
        files.par_extend(candidates.par_iter().filter_map(read));
        Self { files, faults: loaded.faults, skipped: loaded.skipped }
    }

    /// The documents in the files.
    #[must_use]
    pub fn open(self) -> Loaded {
        let mut loaded = Loaded { faults: self.faults, skipped: self.skipped, ..Loaded::default() };
        loaded.take(self.files.into_par_iter().map(Raw::open).collect());
        loaded
    }
}

/// What came of one file.
struct Opened {
    found: bool,
    results: Vec<Result<Document, Fault>>,
}

impl Raw {
    /// What was given under a name.
    fn given((name, bytes): (String, Vec<u8>)) -> Self {
        Self { path: PathBuf::from(&name), name, found: false, bytes: Ok(bytes) }
    }

    /// Its documents, for an archive all of them; none for a binary file that nobody named.
    fn open(self) -> Opened {
        let found = self.found;
        let results = match self.bytes {
            Ok(bytes) => open(&self.name, bytes)
                .into_iter()
                .filter(|(_, read)| !(found && matches!(read, Err(Refused::Binary(_)))))
                .map(|(path, read)| read.map_err(|refused| fault(refused, &path)))
                .collect(),
            Err(source) => vec![Err(Fault::Unreadable { path: self.path, source })],
        };
        Opened { found, results }
    }
}

impl Loaded {
    /// Takes in what came of all files, in their order.
    fn take(&mut self, files: Vec<Opened>) {
        let mut documents = Vec::with_capacity(files.len());
        for Opened { found, results } in files {
            for result in results {
                match result {
                    Ok(document) => documents.push(document),
                    Err(fault) if found => self.skipped.push(fault),
                    Err(fault) => self.faults.push(fault),
                }
            }
        }
        self.keep(documents);
    }
}

/// The files that [`load_without`] would read.
#[must_use]
pub fn files(paths: &[PathBuf], leaves_out: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
    wanted(paths, leaves_out, &mut Loaded::default()).into_iter().map(|candidate| candidate.path).collect()
}

/// The files that `paths` name or hold, each once, without what `leaves_out` is true of.
fn wanted(paths: &[PathBuf], leaves_out: &dyn Fn(&str) -> bool, loaded: &mut Loaded) -> Vec<Candidate> {
    let mut candidates = candidates(paths, loaded);
    candidates.retain(|candidate| !(candidate.found && leaves_out(&shown(&candidate.path))));
    candidates
}

/// Reads documents that are in memory: names with their bytes.
#[must_use]
pub fn load_texts(documents: Vec<(String, Vec<u8>)>) -> Loaded {
    let mut loaded = Loaded::default();
    loaded.take(documents.into_par_iter().map(|document| Raw::given(document).open()).collect());
    loaded
}

/// The files that `paths` name or hold, each once.
fn candidates(paths: &[PathBuf], loaded: &mut Loaded) -> Vec<Candidate> {
    let (mut out, mut seen) = (Vec::<Candidate>::new(), FxHashMap::default());
    for path in paths {
        match fs::metadata(path) {
            Err(source) => match globbed(path, loaded) {
                Some(files) => {
                    for file in files {
                        seen.entry(identity(&file)).or_insert_with(|| {
                            out.push(Candidate { path: file, found: true });
                            out.len() - 1
                        });
                    }
                }
                None => loaded.faults.push(Fault::Unreadable { path: path.clone(), source }),
            },
            Ok(metadata) if metadata.is_dir() => {
                let files = walk(path, is_document, loaded);
                if files.is_empty() {
                    loaded.faults.push(Fault::NoDocuments { path: path.clone(), extensions: extensions() });
                }
                for file in files {
                    seen.entry(identity(&file)).or_insert_with(|| {
                        out.push(Candidate { path: file, found: true });
                        out.len() - 1
                    });
                }
            }
            Ok(_) => {
                let at = *seen.entry(identity(path)).or_insert_with(|| {
                    out.push(Candidate { path: path.clone(), found: false });
                    out.len() - 1
                });
                // Who names a file that a directory gave already wants to know if it is refused.
                out[at].found = false;
            }
        }
    }
    out
}

/// The files that match a pattern such as `docs/**/*.md`, for shells that leave it as it is; none for a path
/// that is no pattern.
fn globbed(pattern: &Path, loaded: &mut Loaded) -> Option<Vec<PathBuf>> {
    let written = shown(pattern);
    let sign = written.find(['*', '?', '[', '{'])?;
    let matcher = globset::GlobBuilder::new(&written).literal_separator(true).build().ok()?.compile_matcher();
    let root = written[..sign].rfind('/').map_or(".", |slash| &written[..slash.max(1)]);
    if !Path::new(root).is_dir() {
        return None;
    }
    let found = walk(Path::new(root), |_| true, loaded);
    let files: Vec<PathBuf> = found.into_iter().filter(|file| matcher.is_match(shown(file))).collect();
    if files.is_empty() {
        loaded.faults.push(Fault::NoDocuments { path: pattern.to_path_buf(), extensions: extensions() });
    }
    Some(files)
}

/// The same file has the same identity, however its path is written.
fn identity(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// The files in a directory whose names are `wanted`, without those that `.gitignore` names and hidden ones.
fn walk(directory: &Path, wanted: impl Fn(&str) -> bool, loaded: &mut Loaded) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let walker = ignore::WalkBuilder::new(directory)
        .require_git(false)
        .sort_by_file_path(|a, b| shown(a).cmp(&shown(b)))
        .build();
    for entry in walker {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                if is_file && wanted(&shown(entry.path())) {
                    files.push(entry.into_path());
                }
            }
            Err(error) => {
                let path = directory.to_path_buf();
                let source = io::Error::other(error.to_string());
                loaded.skipped.push(Fault::Unreadable { path, source });
            }
        }
    }
    files
}

/// A path as it is printed: as given, with `/` between its parts.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    };
    // What is found in `.` is named as a reader of the directory would name it.
    match text.strip_prefix("./") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => text,
    }
}

/// Reads one file; none for a report that nobody named.
fn read(candidate: &Candidate) -> Option<Raw> {
    let (path, found) = (candidate.path.clone(), candidate.found);
    let bytes = fs::read(&path);
    let is_wanted = !(found && bytes.as_ref().is_ok_and(|bytes| is_report(bytes)));
    is_wanted.then(|| Raw { name: shown(&path), path, found, bytes })
}

/// What to tell of a file that was refused.
fn fault(refused: Refused, path: &str) -> Fault {
    let path = PathBuf::from(path);
    let reason = match refused {
        Refused::TooLong => return Fault::TooMuch { path },
        Refused::Binary(at) => {
            format!("byte {at} is no text, so it is not a document; crossclaim reads {}", extensions())
        }
        Refused::Encoding(name) => format!(
            "it is not UTF-8, and not all of it is {name}, which it looks like; \
             convert it to UTF-8 from its own encoding (`iconv -f {name} -t UTF-8`)"
        ),
        Refused::Kind(what) => what,
    };
    Fault::NotText { path, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory of its own for each test, removed at its end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("crossclaim-load-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
            let path = self.0.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, bytes).unwrap();
            path
        }

        fn names(&self, loaded: &Loaded) -> Vec<String> {
            let prefix = format!("{}/", shown(&self.0));
            loaded
                .set
                .documents()
                .iter()
                .map(|d| d.path.strip_prefix(&prefix).unwrap_or(&d.path).to_owned())
                .collect()
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn files_stand_as_given_and_directories_are_walked_in_order() {
        let dir = Scratch::new("order");
        let late = dir.write("z.md", b"Late.");
        dir.write("sub/b.txt", b"B.");
        dir.write("sub/a.html", b"<p>A.");
        dir.write("sub/photo.jpg", b"\xFF\xD8\0");
        dir.write("sub/data.txt", b"\0\0");
        dir.write("sub/.hidden.md", b"No.");
        dir.write("sub/old.md", b"No.");
        dir.write(".gitignore", b"old.md\n");
        let log = dir.write("run.log", b"Read because it is named.");
        let loaded = load(&[late, dir.0.clone(), log], Some(("-".to_owned(), b"In.".to_vec())));
        assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
        assert!(loaded.skipped.is_empty(), "{:?}", loaded.skipped);
        assert_eq!(dir.names(&loaded), ["-", "z.md", "sub/a.html", "sub/b.txt", "run.log"]);
    }

    #[test]
    fn what_cannot_be_read_is_a_fault_and_the_rest_is_read() {
        let dir = Scratch::new("faults");
        let good = dir.write("good.txt", b"");
        let bad = dir.write("bad.txt", b"PK\x03\x04ab");
        let binary = dir.write("x.bin", b"a\0b");
        let wide = dir.write("wide.txt", b"\xFF\xFEa\0");
        let empty = dir.0.join("none");
        fs::create_dir_all(&empty).unwrap();
        let loaded = load(&[bad, good, binary, wide, empty, dir.0.join("absent.md")], None);
        assert_eq!(dir.names(&loaded), ["good.txt", "wide.txt"]);
        let told: Vec<String> = loaded.faults.iter().map(ToString::to_string).collect();
        for part in ["damaged or cut short", "byte 1 is no text", "no documents in", "absent.md"] {
            assert!(told.iter().any(|fault| fault.contains(part)), "{part}: {told:?}");
        }
        assert_eq!(told.len(), 4);
        let loaded = load(&[dir.0.join("*.txt"), dir.0.join("**/nothing-*")], None);
        assert_eq!(dir.names(&loaded), ["good.txt", "wide.txt"]);
        assert_eq!((loaded.skipped.len(), loaded.faults.len()), (1, 1), "{:?}", loaded.faults);
        let loaded = load(std::slice::from_ref(&dir.0), None);
        assert!(loaded.faults.is_empty());
        assert_eq!(loaded.skipped.len(), 1, "what looks like a document: {:?}", loaded.skipped);
    }
}

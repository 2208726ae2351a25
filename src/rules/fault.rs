//! What is wrong with a file of settings, pointing into the file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use miette::{Diagnostic, NamedSource, SourceSpan};

use crate::place::visible;

/// A rule file, or another file of settings, that cannot be used.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum RuleFault {
    /// The file or directory cannot be opened.
    #[error("cannot read {path}: {source}", path = path.display())]
    #[diagnostic(help("`--rules` takes a directory of rule files; `crossclaim rules new ID` starts one"))]
    Unreadable {
        /// What was to be read.
        path: PathBuf,
        /// Why it could not be.
        source: std::io::Error,
    },
    /// A directory of rules that holds none.
    #[error("no rules in {path}", path = path.display())]
    #[diagnostic(help("a rule is a file that ends in `.toml`; `crossclaim rules new ID` starts one"))]
    Empty {
        /// The directory.
        path: PathBuf,
    },
    /// The file has mistakes; all of them are here.
    #[error("{what} in {path} cannot be used", path = path.display())]
    Invalid {
        /// What the file holds: `the rule`.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// Its text.
        #[source_code]
        text: Arc<NamedSource<String>>,
        /// The mistakes, in order of place.
        #[related]
        problems: Vec<Problem>,
    },
}

impl RuleFault {
    /// The mistakes of the file at `path` that holds `text`.
    #[must_use]
    pub fn invalid(what: &'static str, path: &Path, text: &str, mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|problem| (problem.at.offset(), problem.at.len()));
        let name = path.to_string_lossy().replace('\\', "/");
        Self::Invalid {
            what,
            path: path.to_path_buf(),
            text: Arc::new(NamedSource::new(visible(&name), visible(text).into_owned())),
            problems,
        }
    }
}

/// One mistake in a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Diagnostic)]
#[error("{message}")]
pub struct Problem {
    /// The mistake in one line.
    pub message: String,
    /// The words under the underline.
    pub note: String,
    /// Where it is, in bytes of the file.
    #[label("{note}")]
    pub at: SourceSpan,
    /// How to mend it.
    #[help]
    pub help: Option<String>,
}

/// The one of `known` that `word` is most likely a slip for.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&word, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let known = ["title", "level", "examples"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("Levels", known), Some("level"));
        assert_eq!(nearest("colour", known), None);
    }
}

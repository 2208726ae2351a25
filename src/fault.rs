//! What kept crossclaim from doing its job. A fault is no finding: it is about the
//! run, not about what the documents say.

use std::path::PathBuf;

/// Why a source or a setting could not be used.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A named path that does not exist or cannot be opened.
    #[error("cannot read {path}: {source}", path = path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    /// A file whose content is not text in an encoding crossclaim reads.
    #[error("cannot read {path}: {reason}", path = path.display())]
    NotText { path: PathBuf, reason: String },
    /// A directory or pattern that held no document.
    #[error("no documents in {path}: crossclaim reads {extensions}", path = path.display())]
    NoDocuments { path: PathBuf, extensions: String },
    /// More text than one run can address.
    #[error("cannot read {path}: the documents of one run may hold 4 GiB together", path = path.display())]
    TooMuch { path: PathBuf },
}

impl Fault {
    /// The path it is about.
    #[must_use]
    pub fn path(&self) -> &std::path::Path {
        match self {
            Self::Unreadable { path, .. }
            | Self::NotText { path, .. }
            | Self::NoDocuments { path, .. }
            | Self::TooMuch { path } => path,
        }
    }
}

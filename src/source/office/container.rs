//! A zip file whose members are read into memory, so many and so much at most.

use std::io::{Cursor, Read, sink};

use zip::ZipArchive;

use crate::source::decode::Refused;

/// Members looked at.
const MOST_MEMBERS: usize = 20_000;
/// Bytes of one member.
const LONGEST_MEMBER: u64 = 256 << 20;
/// Bytes that all members may come to, however small the file is.
const ALWAYS_ALLOWED: u64 = 64 << 20;
/// Bytes that one byte of the file may come to beyond that. XML packs at most some 50 to 1; files made to
/// swamp their reader pack 1,000 to 1.
const HIGHEST_RATIO: u64 = 100;

/// What a zip file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) enum Kind {
    /// DOCX.
    Document,
    /// XLSX.
    Workbook,
    /// ODT.
    OpenDocument,
    /// ODS.
    OpenSheet,
    /// Files put together.
    Archive,
}

/// An open zip file.
pub(in crate::source) struct Container<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be read.
    left: u64,
}

impl Kind {
    /// The name of its format, none for an archive of several files.
    pub fn format(self) -> Option<&'static str> {
        match self {
            Self::Document => Some("docx"),
            Self::Workbook => Some("xlsx"),
            Self::OpenDocument => Some("odt"),
            Self::OpenSheet => Some("ods"),
            Self::Archive => None,
        }
    }
}

impl<'b> Container<'b> {
    /// Opens the zip file in `bytes`.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Refused> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            Refused::Kind(format!(
                "it begins like a zip or office file and is damaged or cut short ({error})"
            ))
        })?;
        if archive.len() > MOST_MEMBERS {
            let count = archive.len();
            return Err(Refused::Kind(format!("it holds {count} files; at most {MOST_MEMBERS} are read")));
        }
        let size = bytes.len() as u64;
        Ok(Self { archive, left: ALWAYS_ALLOWED.max(size.saturating_mul(HIGHEST_RATIO)) })
    }

    /// What kind of file it is, by the parts it must have.
    pub fn kind(&mut self) -> Kind {
        let has = |name: &str| self.archive.index_for_name(name).is_some();
        if has("word/document.xml") {
            Kind::Document
        } else if has("xl/workbook.xml") {
            Kind::Workbook
        } else if has("content.xml") && has("mimetype") {
            // The first member of an OpenDocument file says its kind, and some templates add to it.
            let kind = self.part("mimetype").ok().flatten().unwrap_or_default();
            if kind.starts_with(b"application/vnd.oasis.opendocument.text") {
                Kind::OpenDocument
            } else if kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
                Kind::OpenSheet
            } else {
                Kind::Archive
            }
        } else {
            Kind::Archive
        }
    }

    /// The names of all members that are files, in order, with their index.
    pub fn files(&mut self) -> Vec<(usize, String)> {
        (0..self.archive.len())
            .filter_map(|index| {
                let member = self.archive.by_index_raw(index).ok()?;
                let name = member.name().ok()?.replace('\\', "/");
                (!member.is_dir() && !name.ends_with('/')).then_some((index, name))
            })
            .collect()
    }

    /// The bytes of the member called `name`, if there is one.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refused> {
        match self.archive.index_for_name(name) {
            Some(index) => self.member(index).map(Some),
            None => Ok(None),
        }
    }

    /// The bytes of member number `index`.
    pub fn member(&mut self, index: usize) -> Result<Vec<u8>, Refused> {
        let limit = self.left.min(LONGEST_MEMBER);
        let member = self.archive.by_index(index).map_err(refused)?;
        let mut bytes = Vec::new();
        member.take(limit + 1).read_to_end(&mut bytes).map_err(|error| refused(error.into()))?;
        self.spend(bytes.len() as u64, limit)?;
        Ok(bytes)
    }

    /// Unpacks every member into nothing, for a reader that unpacks them again and sets itself no bounds.
    pub fn within_bounds(&mut self) -> Result<(), Refused> {
        for index in 0..self.archive.len() {
            let limit = self.left.min(LONGEST_MEMBER);
            let member = self.archive.by_index(index).map_err(refused)?;
            let length = std::io::copy(&mut member.take(limit + 1), &mut sink());
            self.spend(length.map_err(|error| refused(error.into()))?, limit)?;
        }
        Ok(())
    }

    fn spend(&mut self, length: u64, limit: u64) -> Result<(), Refused> {
        if length > limit {
            return Err(Refused::Kind("it unpacks to far more than a document holds".to_owned()));
        }
        self.left -= length;
        Ok(())
    }
}

fn refused(error: zip::result::ZipError) -> Refused {
    let reason = match error {
        zip::result::ZipError::UnsupportedArchive(reason) if reason.contains("assword") => {
            "it is protected by a password; save it without one".to_owned()
        }
        error => format!("a part of it cannot be unpacked ({error})"),
    };
    Refused::Kind(reason)
}

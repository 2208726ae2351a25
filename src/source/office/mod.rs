//! Office files: a zip of XML parts, read within bounds and never unpacked to disk.

mod container;
mod docx;
mod number;
mod sheet;

pub(super) use container::{Container, Kind};

use super::decode::Refused;
use super::draft::Extract;

/// Reads the office file in `bytes`, whose container tells `kind`.
pub(super) fn read(kind: Kind, container: &mut Container<'_>, bytes: &[u8]) -> Result<Extract, Refused> {
    match kind {
        Kind::Document => docx::read(container),
        Kind::Workbook => {
            container.within_bounds()?;
            sheet::read(bytes)
        }
        Kind::Archive => Err(Refused::Kind("it is an archive inside an archive".to_owned())),
    }
}

/// The XML of a part as text; it is UTF-8 or, seldom, UTF-16.
fn decode(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let bytes = error.into_bytes();
            let encoding = encoding_rs::Encoding::for_bom(&bytes).map_or(encoding_rs::UTF_8, |found| found.0);
            encoding.decode(&bytes).0.into_owned()
        }
    }
}

//! Office files: a zip of XML parts, read within bounds and never unpacked to disk.

mod container;
mod docx;
mod number;
mod ods;
mod odt;
mod sheet;

pub(super) use container::{Container, Kind};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::decode::Refused;
use super::draft::{Draft, Extract};

/// Elements inside elements, at most. Word nests some dozens.
const DEEPEST: usize = 400;

/// Reads the office file in `bytes`, whose container tells `kind`.
pub(super) fn read(kind: Kind, container: &mut Container<'_>, bytes: &[u8]) -> Result<Extract, Refused> {
    match kind {
        Kind::Document => docx::read(container),
        Kind::Workbook => {
            container.within_bounds()?;
            let core = container.part("docProps/core.xml")?.unwrap_or_default();
            sheet::read(bytes, &decode(core))
        }
        Kind::OpenDocument | Kind::OpenSheet => {
            let manifest = container.part("META-INF/manifest.xml")?.unwrap_or_default();
            if decode(manifest).contains("encryption-data") {
                return Err(Refused::Kind("it is protected by a password; save it without one".to_owned()));
            }
            if kind == Kind::OpenSheet { ods::read(container) } else { odt::read(container) }
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

/// A part by its name, empty where the file has none.
fn part(container: &mut Container<'_>, name: &str) -> Result<String, Refused> {
    Ok(decode(container.part(name)?.unwrap_or_default()))
}

/// The value of an attribute, whatever its namespace.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    let raw = attribute.value.as_ref();
    Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned))
}

/// Title, publisher and last change by the properties of a file, Microsoft's or OpenDocument's. The day on which
/// it was first saved is not that on which it came out, and is left out.
fn properties(xml: &str, draft: &mut Draft) {
    let mut reader = Reader::from_str(xml);
    let (mut key, mut value) = (None, String::new());
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(e) => {
                value.clear();
                key = match e.local_name().as_ref() {
                    "title" => Some("title"),
                    "publisher" => Some("publisher"),
                    "modified" | "date" => Some("modified"),
                    _ => None,
                };
            }
            Event::Text(text) => value.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let written = format!("&{};", name.xml10_content());
                value.push_str(&quick_xml::escape::unescape(&written).unwrap_or_default());
            }
            Event::End(_) => {
                if let Some(key) = key.take().filter(|_| !value.trim().is_empty()) {
                    // `2024-03-05T09:12:00Z`: the day is enough.
                    let day = value.split('T').next().unwrap_or_default();
                    draft.entry(key, if key == "modified" { day } else { value.trim() });
                }
            }
            _ => {}
        }
    }
}

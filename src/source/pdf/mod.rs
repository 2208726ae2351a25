//! PDF: the characters of each page in the order they are set, put together to lines and
//! paragraphs, and read as plain text from there on.
//!
//! The library that decodes pages gives up on a damaged page by panicking; each page is read for itself, so that
//! the others are kept.

mod contents;
mod furniture;
mod glyphs;
mod headings;
mod lines;
mod quiet;

use pdf_extract::{Document, output_doc_page};

use super::Format;
use super::block::BlockKind;
use super::decode::Refused;
use super::draft::Extract;
use super::origin::{Anchor, Anchors};
use super::plain::Plain;
use super::set::Meta;
use glyphs::Page;

/// Pages read.
const MOST_PAGES: usize = 20_000;
/// Characters of one file; a page of print has some 3,000.
const MOST_GLYPHS: usize = 100_000_000;

/// Reads the PDF file in `bytes`.
pub(super) fn read(bytes: &[u8]) -> Result<Extract, Refused> {
    let damaged = |what: &str| Refused::Kind(format!("it is a PDF file {what}"));
    let loaded = quiet::caught(|| Document::load_mem(bytes));
    let Some(Ok(mut document)) = loaded else { return Err(damaged("that is damaged or cut short")) };
    if document.is_encrypted() {
        let opened = quiet::caught(|| document.decrypt("").is_ok());
        if opened != Some(true) {
            return Err(damaged("that is protected by a password; save it without one"));
        }
    }
    if glyphs::has_ring(&document) {
        return Err(damaged("whose drawings contain themselves"));
    }
    let numbers: Vec<u32> = document.get_pages().into_keys().take(MOST_PAGES).collect();
    if numbers.is_empty() {
        return Err(damaged("without a page"));
    }
    let (mut pages, mut lost, mut glyphs) = (Vec::with_capacity(numbers.len()), 0, 0);
    for &number in &numbers {
        let mut page = Page::default();
        let read = quiet::caught(|| output_doc_page(&document, &mut page, number).is_ok());
        if read != Some(true) && page.glyphs.is_empty() {
            lost += 1;
        }
        glyphs += page.glyphs.len();
        if glyphs > MOST_GLYPHS {
            return Err(damaged("that sets more characters than a document holds"));
        }
        pages.push(lines::of(page));
    }
    if lost == numbers.len() {
        return Err(damaged("none of whose pages can be read"));
    }
    if glyphs < 8 * numbers.len().min(20) {
        return Err(damaged("whose pages hold pictures and no text (scanned?); run it through OCR first"));
    }
    furniture::strip(&mut pages);
    pages.iter_mut().for_each(|page| contents::mark(page));
    let title = title(&document);
    Ok(extract(&pages, title.as_deref()))
}

/// Pages as one text, with a form feed between two.
fn extract(pages: &[Vec<lines::Line>], title: Option<&str>) -> Extract {
    let vocabulary = lines::Vocabulary::of(pages);
    let (mut text, mut anchors, mut set) = (String::new(), Anchors::default(), Vec::new());
    for (index, page) in pages.iter().enumerate() {
        if index > 0 {
            text.push('\u{c}');
        }
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        anchors.push(&text, Anchor::Page(number));
        lines::write(page, &vocabulary, &mut text, &mut set);
    }
    let (mut blocks, mut meta) = Plain.read(&text).unwrap_or_default();
    if let Some(title) = title {
        // A title in the file's properties stands nowhere in its text unless the text has it.
        if let Some(at) = text.find(title) {
            let place = super::build::span(at, at + title.len());
            meta.push(Meta { key: "title".into(), value: title.into(), at: place });
        }
    }
    // Code is set with its indents in text files; in print an indent is a matter of layout.
    for block in &mut blocks {
        if block.kind == BlockKind::Code {
            block.kind = BlockKind::Paragraph;
        }
    }
    headings::find(&text, &set, &mut blocks);
    Extract { text, blocks, meta, anchors }
}

/// The title in the file's properties.
fn title(document: &Document) -> Option<String> {
    let info = document.trailer.get(b"Info").ok()?.as_reference().ok()?;
    let value = document.get_dictionary(info).ok()?.get(b"Title").ok()?.as_str().ok()?;
    let title = match value {
        [0xFE, 0xFF, wide @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(wide).0.into_owned(),
        bytes => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    };
    let title = title.trim().to_owned();
    (title.len() > 3).then_some(title)
}

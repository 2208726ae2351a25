//! What a document is read as: by its name and by what is in it, and whether the two agree.

use super::open::PACKED;
use super::{Document, FORMATS, Format, csv, html, markdown, plain, wiki};

/// The extensions of all formats, for a message: `.csv, .htm, .html`.
#[must_use]
pub fn extensions() -> String {
    let texts = FORMATS.iter().flat_map(|format| format.extensions()).copied();
    let mut all: Vec<&str> = texts.chain(PACKED.iter().map(|(extension, _)| *extension)).collect();
    all.sort_unstable();
    all.iter().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", ")
}

/// The extension of `path`, in small letters.
fn extension(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty()).then(|| extension.to_ascii_lowercase())
}

/// The format that claims the extension of `path`.
fn by_extension(path: &str) -> Option<&'static dyn Format> {
    let extension = extension(path)?;
    FORMATS.iter().find(|format| format.extensions().contains(&extension.as_str())).copied()
}

/// The format of files that are no text that claims the extension of `path`: `docx`.
fn packed(path: &str) -> Option<&'static str> {
    let extension = extension(path)?;
    PACKED.iter().find(|(own, _)| *own == extension).map(|(_, format)| *format)
}

/// True for the name of a file that is read where it is found.
pub(super) fn is_document(path: &str) -> bool {
    by_extension(path).is_some() || packed(path).is_some()
}

/// The format to read `text` as: by the extension of `path`, and for plain text by what is in it.
#[must_use]
pub fn detect(path: &str, text: &str) -> &'static dyn Format {
    let format = by_extension(path).unwrap_or(&plain::Plain);
    if format.name() != plain::Plain.name() {
        // A page saved under the name of another kind of text is still a page, as is what a server sends instead
        // of a file.
        if html::plainly(text) { &html::Html } else { format }
    } else if wiki::plainly(text) {
        &wiki::Wiki
    } else if html::plainly(text) {
        &html::Html
    } else if packed(path).is_some() && csv::plainly(text) {
        // What a program exports for a spreadsheet is often called one.
        &csv::COMMA
    } else if markdown::plainly(text) {
        &markdown::Markdown
    } else {
        format
    }
}

impl Document {
    /// True for a document that is of another format than its name says. A plain text may have marks in it
    /// that mean something to readers of Markdown or of a wiki.
    #[must_use]
    pub fn is_misnamed(&self) -> bool {
        // Formats that are not read, under whose name people save what is.
        const OTHER: &[&str] = &["doc", "epub", "ppt", "pptx", "rtf", "xls"];
        let said = by_extension(&self.path).map(Format::name).or_else(|| packed(&self.path));
        let marked = [markdown::Markdown.name(), wiki::Wiki.name()].contains(&self.format);
        match said {
            Some(said) => said != self.format && !(said == plain::Plain.name() && marked),
            None => extension(&self.path).is_some_and(|extension| OTHER.contains(&extension.as_str())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_extension_and_content() {
        let name = |path, text| detect(path, text).name();
        assert_eq!(name("a/b.MD", ""), "markdown");
        assert_eq!(name("a.d/notes", "Five boats."), "text");
        assert_eq!(name(".md", "Five boats."), "text");
        assert_eq!(name("x.unknown", "Five boats."), "text");
        assert_eq!(name("x.txt", "\n <!DOCTYPE html><p>Five boats."), "html");
        assert_eq!(name("x.txt", "# Boats\n\nFive **big** boats.\n\n## Sails\n\nNone.\n"), "markdown");
        assert_eq!(name("x.tsv", "a\tb"), "tsv");
        assert_eq!(name("x.json", "<!doctype html><title>Not found</title>"), "html");
        assert_eq!(name("x.xlsx", "port,boats,opened\nEll,5,1990\n\"Ost, new\",7,2001\n"), "csv");
        assert_eq!(name("x.docx", "Well, yes.\nThat is, if five boats came, fine.\n"), "text");
    }

    #[test]
    fn a_name_that_says_another_format_is_noticed() {
        let misnamed = |path: &str, text: &str| {
            let document = Document::parse(path, text.to_owned());
            (document.is_misnamed(), document.format)
        };
        assert_eq!(misnamed("a.txt", "<!doctype html><p>Five boats."), (true, "html"));
        assert_eq!(misnamed("a.json", "Five boats came.\n"), (true, "keyed"));
        assert_eq!(misnamed("a.json", "{\"boats\": 5}"), (false, "json"));
        assert_eq!(misnamed("a.json", ""), (false, "json"));
        assert_eq!(misnamed("a.xls", "a,b,c\n1,2,3\n4,5,6\n"), (true, "text"));
        assert_eq!(misnamed("b.zip!/a.xlsx", "a,b,c\n1,2,3\n4,5,6\n"), (true, "csv"));
        assert_eq!(misnamed("a.docx", "Five boats came."), (true, "text"));
        for (path, text) in [
            ("a.txt", "# Boats\n\nFive **big** boats.\n\n## Sails\n\nNone.\n"),
            ("a.md", "Five boats."),
            ("NOTES", "<!doctype html><p>Five boats."),
            ("a.cfg", "boats = 5\n"),
            ("a.log", "Five boats."),
        ] {
            assert!(!misnamed(path, text).0, "{path}");
        }
    }
}

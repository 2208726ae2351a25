//! The elements of HTML and what they mean to a reader.

use crate::source::block::Mark;

/// An element by its name; names that mean nothing to a reader are one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Element(u8);

/// What an element is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Not read, with all that is in it.
    Skip,
    Inline(Mark, Mark),
    Superscript,
    /// Words that someone said.
    Quotation,
    Time,
    LineBreak,
    Image,
    Meta,
    Title,
    Rule,
    /// Begins and ends a paragraph.
    Block,
    Heading(u8),
    Quote,
    Caption,
    /// In a quotation, who said it; elsewhere a block.
    Footer,
    /// Preformatted.
    Code,
    List {
        ordered: bool,
    },
    Item,
    Table,
    Row,
    Cell {
        header: bool,
    },
    /// Inline, and nothing to know.
    Other,
}

const ELEMENTS: &[(&str, Role)] = &[
    ("", Role::Other),
    ("script", Role::Skip),
    ("style", Role::Skip),
    ("nav", Role::Skip),
    ("template", Role::Skip),
    ("svg", Role::Skip),
    ("math", Role::Skip),
    ("iframe", Role::Skip),
    ("object", Role::Skip),
    ("select", Role::Skip),
    ("button", Role::Skip),
    ("textarea", Role::Skip),
    ("canvas", Role::Skip),
    ("del", Role::Skip),
    ("s", Role::Skip),
    ("strike", Role::Skip),
    ("noscript", Role::Skip),
    ("rt", Role::Skip),
    ("rp", Role::Skip),
    ("dialog", Role::Skip),
    ("audio", Role::Skip),
    ("video", Role::Skip),
    ("b", Role::Inline(Mark::StrongStart, Mark::StrongEnd)),
    ("strong", Role::Inline(Mark::StrongStart, Mark::StrongEnd)),
    ("i", Role::Inline(Mark::EmphasisStart, Mark::EmphasisEnd)),
    ("em", Role::Inline(Mark::EmphasisStart, Mark::EmphasisEnd)),
    ("cite", Role::Inline(Mark::EmphasisStart, Mark::EmphasisEnd)),
    ("code", Role::Inline(Mark::CodeStart, Mark::CodeEnd)),
    ("kbd", Role::Inline(Mark::CodeStart, Mark::CodeEnd)),
    ("samp", Role::Inline(Mark::CodeStart, Mark::CodeEnd)),
    ("tt", Role::Inline(Mark::CodeStart, Mark::CodeEnd)),
    ("a", Role::Inline(Mark::LinkStart, Mark::LinkEnd)),
    ("q", Role::Quotation),
    ("sup", Role::Superscript),
    ("time", Role::Time),
    ("br", Role::LineBreak),
    ("img", Role::Image),
    ("meta", Role::Meta),
    ("title", Role::Title),
    ("hr", Role::Rule),
    ("p", Role::Block),
    ("div", Role::Block),
    ("section", Role::Block),
    ("article", Role::Block),
    ("main", Role::Block),
    ("header", Role::Block),
    ("footer", Role::Footer),
    ("aside", Role::Block),
    ("address", Role::Block),
    ("figure", Role::Block),
    ("dl", Role::Block),
    ("body", Role::Block),
    ("head", Role::Block),
    ("html", Role::Block),
    ("form", Role::Block),
    ("fieldset", Role::Block),
    ("details", Role::Block),
    ("center", Role::Block),
    ("hgroup", Role::Block),
    ("option", Role::Block),
    ("label", Role::Other),
    ("input", Role::Other),
    ("link", Role::Other),
    ("source", Role::Other),
    ("wbr", Role::Other),
    ("col", Role::Other),
    ("area", Role::Other),
    ("base", Role::Other),
    ("embed", Role::Other),
    ("param", Role::Other),
    ("track", Role::Other),
    ("h1", Role::Heading(1)),
    ("h2", Role::Heading(2)),
    ("h3", Role::Heading(3)),
    ("h4", Role::Heading(4)),
    ("h5", Role::Heading(5)),
    ("h6", Role::Heading(6)),
    ("blockquote", Role::Quote),
    ("figcaption", Role::Caption),
    ("caption", Role::Caption),
    ("legend", Role::Caption),
    ("summary", Role::Block),
    ("pre", Role::Code),
    ("listing", Role::Code),
    ("ol", Role::List { ordered: true }),
    ("ul", Role::List { ordered: false }),
    ("menu", Role::List { ordered: false }),
    ("li", Role::Item),
    ("dt", Role::Item),
    ("dd", Role::Item),
    ("table", Role::Table),
    ("tr", Role::Row),
    ("thead", Role::Block),
    ("tbody", Role::Block),
    ("tfoot", Role::Block),
    ("td", Role::Cell { header: false }),
    ("th", Role::Cell { header: true }),
];

/// Roles of parts of a page that are no text.
pub(super) const NOT_TEXT: &[&str] =
    &["navigation", "search", "menu", "menubar", "toolbar", "tablist", "dialog", "alertdialog"];

/// What page makers, wikis and blogs call the parts that lead elsewhere or that nobody sees.
pub(super) const NAVIGATION: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "catlinks",
    "cookie-banner",
    "cookie-notice",
    "jp-relatedposts",
    "mw-cite-backlink",
    "mw-editsection",
    "mw-jump-link",
    "nav",
    "nav-links",
    "navbar",
    "navbox",
    "navfooter",
    "navheader",
    "navigation",
    "noprint",
    "pagination",
    "post-navigation",
    "printfooter",
    "screen-reader-text",
    "sharedaddy",
    "skip-link",
    "sphinxsidebar",
    "sr-only",
    "table-of-contents",
    "toc",
    "toctree-l1",
    "visually-hidden",
];

impl Element {
    pub fn named(name: &[u8]) -> Self {
        let found = ELEMENTS.iter().position(|(known, _)| known.as_bytes() == name);
        Self(found.and_then(|at| u8::try_from(at).ok()).unwrap_or(0))
    }

    fn name(self) -> &'static str {
        ELEMENTS[self.0 as usize].0
    }

    pub fn role(self) -> Role {
        ELEMENTS[self.0 as usize].1
    }

    /// Has no content and no end tag.
    pub fn is_void(self) -> bool {
        matches!(
            self.name(),
            "br" | "img"
                | "meta"
                | "hr"
                | "input"
                | "link"
                | "source"
                | "wbr"
                | "col"
                | "area"
                | "base"
                | "embed"
                | "param"
                | "track"
        )
    }

    /// What a list explains: `<dt>`.
    pub fn is_term(self) -> bool {
        self.name() == "dt"
    }

    /// A style sheet.
    pub fn is_style(self) -> bool {
        self.name() == "style"
    }

    /// Holds all of a page or of its text, whatever it is called.
    pub fn is_whole(self) -> bool {
        matches!(self.name(), "html" | "body" | "main" | "article")
    }

    /// Begins a block of its own.
    pub fn is_block(self) -> bool {
        !matches!(
            self.role(),
            Role::Skip
                | Role::Inline(..)
                | Role::Superscript
                | Role::Quotation
                | Role::Time
                | Role::LineBreak
                | Role::Image
                | Role::Other
        )
    }

    /// Elements whose end tag may be left out end where certain others begin …
    pub fn closed_by_start_of(self, other: Self) -> bool {
        match self.name() {
            "p" => other.is_block(),
            "li" => other.name() == "li",
            "dt" | "dd" => matches!(other.name(), "dt" | "dd"),
            "td" | "th" => matches!(other.name(), "td" | "th" | "tr"),
            "tr" => other.name() == "tr",
            _ => false,
        }
    }

    /// … or where what holds them ends.
    pub fn closed_by_end_of(self, other: Self) -> bool {
        match self.name() {
            "p" => other.is_block(),
            "li" => matches!(other.name(), "ul" | "ol" | "menu"),
            "dt" | "dd" => other.name() == "dl",
            "td" | "th" | "tr" => other.name() == "table",
            _ => other.name() == "body",
        }
    }
}

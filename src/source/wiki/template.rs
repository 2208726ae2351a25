//! Templates that hold facts: boxes, citations, dates and measures.

use super::Reader;
use crate::source::block::BlockKind;

/// A parameter: the range of its name, empty for one known by its place, and that of its value.
#[derive(Clone, Copy)]
struct Parameter {
    name: (usize, usize),
    value: (usize, usize),
}

/// True for a template that sets somebody's words off: `Quote`, `Blockquote`, `Quote box`.
pub(super) fn is_quotation(inner: &str) -> bool {
    let name = inner.split(['|', '\n', '}']).next().unwrap_or_default().trim();
    let name = name.to_ascii_lowercase().replace('_', " ");
    QUOTATIONS.contains(&name.as_str())
}

const QUOTATIONS: &[&str] = &[
    "block quote",
    "blockquote",
    "centered pull quote",
    "cquote",
    "pull quote",
    "quotation",
    "quote",
    "quote box",
    "quote frame",
    "quotebox",
];

/// True for a template that is a table of facts beside the text: `Infobox`, `Taxobox`, `Geobox`.
pub(super) fn is_box(inner: &str) -> bool {
    let name = inner.split(['|', '\n', '}']).next().unwrap_or_default().trim().to_ascii_lowercase();
    name.starts_with("infobox") || name.ends_with("box") || name.ends_with("infobox")
}

/// Parameters of a box that say how it looks.
fn is_look(name: &str) -> bool {
    [
        "image",
        "caption",
        "logo",
        "map",
        "style",
        "color",
        "colour",
        "coordinates",
        "website",
        "url",
        "alt",
        "width",
        "flag",
        "icon",
    ]
    .iter()
    .any(|word| name.contains(word))
}

impl Reader<'_> {
    /// An infobox as a table: a row a parameter.
    pub(super) fn template_box(&mut self, start: usize, end: usize) {
        let table = self.builder.new_table();
        let mut row = 0;
        for parameter in self.parameters(start, end) {
            let (name, value) = (parameter.name, parameter.value);
            let key = self.text[name.0..name.1].to_ascii_lowercase();
            if key.is_empty() || value.0 >= value.1 || is_look(&key) {
                continue;
            }
            self.builder.same(name.0, name.1);
            self.builder.finish(BlockKind::Cell { table, row, column: 0, header: true });
            self.nested(|reader| reader.inline(value.0, value.1));
            self.builder.finish(BlockKind::Cell { table, row, column: 1, header: false });
            row += 1;
        }
    }

    /// Words set off, and whose they are.
    pub(super) fn template_quotation(&mut self, start: usize, end: usize) {
        let parameters = self.parameters(start, end);
        let named = |names: &[&str]| {
            let is = |p: &&Parameter| {
                names.iter().any(|name| self.text[p.name.0..p.name.1].eq_ignore_ascii_case(name))
            };
            parameters.iter().filter(|p| p.value.0 < p.value.1).find(is).map(|p| p.value)
        };
        let plain: Vec<_> = parameters.iter().filter(|p| p.name.0 == p.name.1).map(|p| p.value).collect();
        let Some((from, to)) = named(&["text", "quote", "content", "1"]).or_else(|| plain.first().copied())
        else {
            return;
        };
        let whose = [
            named(&["author", "sign", "speaker", "by", "2"]).or_else(|| plain.get(1).copied()),
            named(&["source", "title", "cite", "3"]).or_else(|| plain.get(2).copied()),
        ];
        self.quotation(from, to);
        for (index, (from, to)) in whose.into_iter().flatten().filter(|(from, to)| from < to).enumerate() {
            if index > 0 {
                self.builder.chars(from, from, ", ");
            }
            self.nested(|reader| reader.inline(from, to));
        }
        self.builder.finish(BlockKind::Caption);
    }

    /// A template in the line.
    pub(super) fn template(&mut self, start: usize, end: usize) {
        let name_end = self.text[start..end].find('|').map_or(end, |at| start + at);
        let name = self.text[start..name_end].trim().to_ascii_lowercase().replace('_', " ");
        let parameters = self.parameters(start, end);
        let plain: Vec<(usize, usize)> = parameters
            .iter()
            .filter(|p| p.name.0 == p.name.1 && p.value.0 < p.value.1)
            .map(|p| p.value)
            .collect();
        if name.starts_with("cite") || name == "citation" {
            return self.citation(&parameters);
        }
        if QUOTATIONS.contains(&name.as_str()) {
            if let Some(&(from, to)) = plain.first() {
                self.builder.quote(from, from, '“');
                self.inline(from, to);
                self.builder.quote(to, to, '”');
            }
            return;
        }
        if name.ends_with("box") {
            return;
        }
        let dated = [
            "start date",
            "end date",
            "birth date",
            "death date",
            "film date",
            "release date",
            "date",
            "dts",
            "as of",
            "start-date",
            "end-date",
        ];
        if dated.iter().any(|word| name == *word || name.starts_with(word)) {
            return self.date(&plain, name.starts_with("as of"));
        }
        match name.as_str() {
            "nbsp" | "spaces" | "thinsp" | "snd" | "spnd" | "spaced ndash" | "space" => {
                let dash = name.contains("nd");
                self.builder.chars(start, end, if dash { " – " } else { " " });
            }
            "ndash" | "–" | "en dash" => self.builder.chars(start, end, "–"),
            "mdash" | "em dash" | "—" => self.builder.chars(start, end, "—"),
            "convert" | "cvt" | "val" | "height" | "nowrap" | "nobr" | "small" | "big" | "abbr" | "lang"
            | "formatnum" | "usd" | "us$" | "gbp" | "£" | "eur" | "€" | "inr" | "inrconvert" | "currency"
            | "circa" | "c." | "plainlist" | "unbulleted list" | "ubl" | "hlist" | "flatlist"
            | "decrease" | "increase" | "percentage" | "pct" | "age" | "number" | "num" | "frac" | "nts"
            | "ill" | "interlanguage link" => {
                self.measure(&name, &plain, start);
            }
            name if name.starts_with("formatnum:") => {
                let from = start + self.text[start..end].find(':').map_or(0, |at| at + 1);
                self.inline(from, end);
            }
            _ => {}
        }
    }

    fn measure(&mut self, name: &str, plain: &[(usize, usize)], start: usize) {
        let sign = match name {
            "usd" | "us$" => "US$",
            "gbp" | "£" => "£",
            "eur" | "€" => "€",
            "inr" | "inrconvert" => "₹",
            "circa" | "c." => "c. ",
            _ => "",
        };
        self.builder.chars(start, start, sign);
        let several = matches!(name, "plainlist" | "unbulleted list" | "ubl" | "hlist" | "flatlist");
        let wanted = match name {
            "convert" | "cvt" | "val" | "inrconvert" | "height" => {
                plain.get(..plain.len().min(2)).unwrap_or_default()
            }
            _ if several => plain,
            "lang" => plain.last().map(std::slice::from_ref).unwrap_or_default(),
            _ => plain.first().map(std::slice::from_ref).unwrap_or_default(),
        };
        for (index, &(from, to)) in wanted.iter().enumerate() {
            if index > 0 {
                self.builder.chars(from, from, if several { ", " } else { " " });
            }
            self.inline(from, to);
        }
    }

    /// `{{start date|2019|3|14}}`: year, month and day as they stand, set down as 2019-03-14.
    fn date(&mut self, plain: &[(usize, usize)], as_of: bool) {
        if as_of && let Some(&(from, _)) = plain.first() {
            self.builder.chars(from, from, "As of ");
        }
        let figures: Vec<(usize, usize)> = plain
            .iter()
            .copied()
            .take_while(|&(from, to)| self.text[from..to].bytes().all(|b| b.is_ascii_digit()))
            .take(3)
            .collect();
        if figures.is_empty() {
            if let Some(&(from, to)) = plain.first() {
                self.inline(from, to);
            }
            return;
        }
        for (index, &(from, to)) in figures.iter().enumerate() {
            if index > 0 {
                self.builder.chars(from, from, if to - from == 1 { "-0" } else { "-" });
            }
            self.builder.same(from, to);
        }
    }

    /// A reference as a reader sees it: author, "title", publisher, date, "Retrieved" date.
    fn citation(&mut self, parameters: &[Parameter]) {
        let order = [
            ("last author", ""),
            ("title", "\""),
            ("work website newspaper journal magazine publisher agency", ""),
            ("id number docket", ""),
            ("date year publication-date", ""),
            ("access-date accessdate", "Retrieved "),
        ];
        let mut written = false;
        for (names, lead) in order {
            let found = names.split(' ').find_map(|name| {
                parameters.iter().find(|p| {
                    self.text[p.name.0..p.name.1].eq_ignore_ascii_case(name) && p.value.0 < p.value.1
                })
            });
            let Some(&Parameter { value: (from, to), .. }) = found else { continue };
            if written {
                self.builder.chars(from, from, ". ");
            }
            written = true;
            self.builder.chars(from, from, lead);
            self.inline(from, to);
            if lead == "\"" {
                self.builder.chars(to, to, "\"");
            }
            if lead == "Retrieved " {
                self.builder.chars(to, to, ".");
                return;
            }
        }
    }

    /// The parameters of a template, white space around them left out.
    fn parameters(&self, start: usize, end: usize) -> Vec<Parameter> {
        let parts = self.split(start, end, b'|');
        parts[1..]
            .iter()
            .map(|&(from, to)| {
                // `a = b`, but not `[http://a?b=c d]`.
                let head = &self.text[from..to];
                let sign = head.find('=').filter(|&at| {
                    head[..at]
                        .chars()
                        .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '\n' | '\t'))
                });
                match sign {
                    Some(at) => {
                        Parameter { name: self.trim(from, from + at), value: self.trim(from + at + 1, to) }
                    }
                    None => Parameter { name: (from, from), value: self.trim(from, to) },
                }
            })
            .collect()
    }

    fn trim(&self, from: usize, to: usize) -> (usize, usize) {
        let raw = &self.text[from..to];
        let start = from + raw.len() - raw.trim_start().len();
        (start, start + raw.trim().len())
    }
}

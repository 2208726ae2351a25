//! The block of `key: value` or `key = value` lines that may open a Markdown file, between
//! lines of `---` (YAML) or `+++` (TOML).

use super::build::Builder;

/// Reads the front matter into `builder` and gives the offset of the text behind it.
pub(super) fn read(text: &str, builder: &mut Builder) -> usize {
    let (fence, separator) = match text.get(..3) {
        Some("---") => ("---", ':'),
        Some("+++") => ("+++", '='),
        _ => return 0,
    };
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != fence {
        return 0;
    }
    // Without a closing fence, or with a line of prose in it, `---` was a rule.
    let (mut at, mut entries, mut closed) = (first.len(), Vec::new(), false);
    let mut parent = "";
    for line in lines {
        let start = at;
        at += line.len();
        let content = line.trim_end();
        if content == fence || (fence == "---" && content == "...") {
            closed = true;
            break;
        }
        let trimmed = content.trim_start();
        if trimmed.is_empty() || trimmed.starts_with('#') || trimmed.starts_with('[') {
            continue;
        }
        let value_at = |value: &str| start + content.len() - value.len();
        if let Some(item) = trimmed.strip_prefix("- ") {
            let value = item.trim_start();
            entries.push((parent, value, value_at(value)));
        } else if let Some((key, value)) = trimmed.split_once(separator) {
            let key = key.trim_end();
            if key.is_empty() || key.contains(char::is_whitespace) {
                return 0;
            }
            let value = value.trim_start();
            if value.is_empty() {
                parent = key;
            }
            entries.push((key, value, value_at(value)));
        } else if content.len() == trimmed.len() {
            return 0;
        }
    }
    if !closed || entries.is_empty() {
        return 0;
    }
    for (key, value, start) in entries {
        // Quotes around a value, as in `date: "2021-01-14"`.
        let quoted = value.len() >= 2
            && value.starts_with(['"', '\''])
            && value.as_bytes().first() == value.as_bytes().last();
        let (value, start) = if quoted { (&value[1..value.len() - 1], start + 1) } else { (value, start) };
        if !value.trim().is_empty() {
            builder.entry(key_name(key), value, start, start + value.len());
        }
    }
    at
}

/// The name under which a key of front matter or of a page's head is known.
pub(super) fn key_name(key: &str) -> &str {
    const NAMES: &[(&str, &[&str])] = &[
        ("title", &["og:title", "dc.title", "twitter:title", "citation_title"]),
        (
            "published",
            &[
                "date",
                "published",
                "pubdate",
                "publishdate",
                "publish_date",
                "date_published",
                "datepublished",
                "dc.date",
                "dc.date.issued",
                "dcterms.date",
                "dcterms.issued",
                "article:published_time",
                "og:published_time",
                "citation_date",
                "citation_publication_date",
                "parsely-pub-date",
            ],
        ),
        (
            "modified",
            &[
                "modified",
                "updated",
                "lastmod",
                "last_modified",
                "last-modified",
                "date_modified",
                "datemodified",
                "article:modified_time",
                "og:updated_time",
                "dcterms.modified",
                "dc.date.modified",
                "revised",
            ],
        ),
        ("retrieved", &["retrieved", "accessed", "access_date"]),
        ("publisher", &["publisher", "og:site_name", "dc.publisher", "application-name"]),
        ("author", &["author", "dc.creator", "article:author", "citation_author"]),
    ];
    let lower = key.to_ascii_lowercase();
    NAMES
        .iter()
        .find(|(name, keys)| *name == lower || keys.contains(&lower.as_str()))
        .map_or(key, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (usize, Vec<(String, String)>) {
        let mut builder = Builder::new(text);
        let at = read(text, &mut builder);
        for entry in &builder.meta {
            assert_eq!(&text[entry.at.range_from(0)], &*entry.value);
        }
        (at, builder.meta.iter().map(|m| (m.key.to_string(), m.value.to_string())).collect())
    }

    #[test]
    fn yaml_and_toml_entries_have_places() {
        let text = "---\r\ntitle: The ferry\r\ndate: \"2019-03-04\"\r\ntags:\r\n  - boats\r\n---\r\nBody";
        let (at, entries) = of(text);
        assert_eq!(&text[at..], "Body");
        let expected = [("title", "The ferry"), ("published", "2019-03-04"), ("tags", "boats")];
        assert_eq!(entries, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        let (at, entries) = of("+++\nlastmod = 2019-03-04\n+++\n");
        assert_eq!((at, entries.len()), (29, 1));
        assert_eq!(entries[0].0, "modified");
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for text in [
            "---\n\nProse goes on.\n\n---\n",
            "---\nWe said: five.\nProse.\n---\n",
            "---\nkey: 5\n",
            "--- \n",
        ] {
            assert_eq!(of(text).0, 0, "{text}");
        }
    }
}

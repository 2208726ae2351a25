//! Addresses and names of the net: URLs, domains, e-mail, files, IPs with ports, DOIs, ISBNs,
//! hashes.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case};
use nom::combinator::opt;
use nom::{IResult, Parser};

use super::shape::{cut_at, digits, no, span};
use super::token::starts_token;
use crate::claim::IdKind;
use crate::grammar::found::{Found, Piece, Starts};

/// Reads an address of the net, a file name, a DOI, an ISBN or a hash.
pub const PIECE: Piece = Piece {
    name: "web",
    starts: Starts { digit: true, capital: true, hedged: false, symbols: &[], words },
    parse,
};

fn words() -> Vec<&'static str> {
    vec!["isbn", "issn", "oclc", "doi", "pmid", "urn"]
}

/// No address is read beyond this many bytes.
const LONGEST: usize = 2048;

fn parse<'a>(before: &'a str, rest: &'a str) -> IResult<&'a str, Found> {
    if !starts_token(before) {
        return no(rest);
    }
    // The first letter of their marks tells nearly always.
    let first = rest.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
    let if_first = |firsts: &[u8], piece: fn(&'a str) -> IResult<&'a str, Found>| {
        if firsts.contains(&first) { piece(rest) } else { no(rest) }
    };
    if_first(b"hwfmugs", url)
        .or_else(|_| if_first(b"daph1", doi))
        .or_else(|_| if_first(b"io9", book))
        .or_else(|_| alt((ip, hash, named)).parse(rest))
}

/// `https://example.org/a?b=2` | `www.example.org` | `mailto:desk@example.org`
fn url(i: &str) -> IResult<&str, Found> {
    let (rest, scheme) = alt((
        tag_no_case("https://"),
        tag_no_case("http://"),
        tag_no_case("www."),
        tag_no_case("ftp://"),
        tag_no_case("mailto:"),
        tag_no_case("file://"),
        tag_no_case("urn:"),
        tag_no_case("git://"),
        tag_no_case("ssh://"),
    ))
    .parse(i)?;
    let length = address(rest);
    if length == 0 {
        return no(i);
    }
    let (after, whole) = cut_at(i, scheme.len() + length)?;
    let kind = if whole.contains("doi.org/") { IdKind::Doi } else { IdKind::Url };
    Ok((after, Found::Identifier(kind)))
}

/// The length of an address, without the punctuation of the sentence around it.
fn address(i: &str) -> usize {
    let mut end = 0;
    for (at, c) in i.char_indices() {
        if at > LONGEST
            || c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '“' | '”' | '`' | '|' | '{' | '}')
        {
            break;
        }
        end = at + c.len_utf8();
    }
    let mut text = &i[..end];
    loop {
        let shorter = text.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', ']']);
        // A bracket that was opened inside belongs to the address.
        let shorter = match shorter.strip_suffix(')') {
            Some(inner) if shorter.matches('(').count() < shorter.matches(')').count() => inner,
            _ => shorter,
        };
        if shorter.len() == text.len() {
            return text.len();
        }
        text = shorter;
    }
}

/// `doi:10.1000/182` | `10.1000/182` | `arXiv:2101.00001` | `PMID 123456`
fn doi(i: &str) -> IResult<&str, Found> {
    let (rest, prefix) = opt(alt((
        tag_no_case("doi:"),
        tag_no_case("doi "),
        tag_no_case("arxiv:"),
        tag_no_case("pmid:"),
        tag_no_case("pmid "),
        tag_no_case("pmcid:"),
        tag_no_case("hdl:"),
    )))
    .parse(i)?;
    let rest = if prefix.is_some() { rest.trim_start_matches(' ') } else { rest };
    if let Some(tail) = rest.strip_prefix("10.") {
        let (suffix, _) = digits(4, 9)(tail)?;
        let length = suffix.strip_prefix('/').map_or(0, address);
        if length == 0 {
            return no(i);
        }
        let (after, _) = cut_at(suffix, 1 + length)?;
        return Ok((after, Found::Identifier(IdKind::Doi)));
    }
    let length = span(rest, |b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/'));
    let token = rest[..length].trim_end_matches('.');
    if prefix.is_none() || !token.bytes().any(|b| b.is_ascii_digit()) {
        return no(i);
    }
    let (after, _) = cut_at(rest, token.len())?;
    Ok((after, Found::Identifier(IdKind::Doi)))
}

/// `ISBN 978-3-16-148410-0` | `ISBN-13: 9783161484100` | `ISSN 2049-3630` | `978-3-16-148410-0`
fn book(i: &str) -> IResult<&str, Found> {
    let (rest, prefix) = opt((
        alt((tag_no_case("isbn"), tag_no_case("issn"), tag_no_case("oclc"))),
        opt(alt((tag("-13"), tag("-10"), tag(" 13"), tag(" 10")))),
        opt(tag(":")),
        opt(tag(" ")),
    ))
    .parse(i)?;
    let length = span(rest, |b| b.is_ascii_digit() || matches!(b, b'-' | b'X' | b' '));
    let token = rest[..length].trim_end_matches(['-', ' ']);
    let count = token.bytes().filter(|b| b.is_ascii_digit() || *b == b'X').count();
    let alone = prefix.is_none();
    if alone && !(count == 13 && token.matches('-').count() == 4 && token.starts_with("97")) {
        return no(i);
    }
    if !(alone || (8..=13).contains(&count)) || length > 40 {
        return no(i);
    }
    let (after, _) = cut_at(rest, token.len())?;
    Ok((after, Found::Identifier(IdKind::Isbn)))
}

/// `192.168.1.2:8080` | `10.0.0.0/8` | `2001:db8::1`
fn ip(i: &str) -> IResult<&str, Found> {
    let mut rest = i;
    for nth in 0..4 {
        let Ok((next, part)) = digits(1, 3)(rest) else { return long_ip(i) };
        if part.parse::<u16>().unwrap_or(999) > 255 {
            return no(i);
        }
        rest = if nth < 3 {
            match next.strip_prefix('.') {
                Some(next) => next,
                None => return long_ip(i),
            }
        } else {
            next
        };
    }
    let rest = opt((alt((tag(":"), tag("/"))), digits(1, 5))).parse(rest)?.0;
    if rest.starts_with(|c: char| c.is_alphanumeric())
        || rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit())
    {
        return no(i);
    }
    Ok((rest, Found::Identifier(IdKind::Ip)))
}

/// `2001:db8::1`: groups of up to four hexadecimal digits; a clock has fewer colons.
fn long_ip(i: &str) -> IResult<&str, Found> {
    let length = span(i, |b| b.is_ascii_hexdigit() || b == b':').min(45);
    let Some(token) = i.get(..length) else { return no(i) };
    let token = if token.ends_with("::") { token } else { token.trim_end_matches(':') };
    let colons = token.matches(':').count();
    let good = token.split(':').all(|group| group.len() <= 4)
        && (token.contains("::") && colons >= 2 || colons == 7);
    if !good {
        return no(i);
    }
    let (after, _) = cut_at(i, token.len())?;
    Ok((after, Found::Identifier(IdKind::Ip)))
}

/// `0x1f` | `d41d8cd98f00` | `sha256:9f86d0…` | `550e8400-e29b-41d4-a716-446655440000`
fn hash(i: &str) -> IResult<&str, Found> {
    if let Some(rest) = i.strip_prefix("0x").or_else(|| i.strip_prefix("0X")).or_else(|| i.strip_prefix("U+"))
    {
        let length = span(rest, |b| b.is_ascii_hexdigit());
        let (after, _) = cut_at(rest, length)?;
        return Ok((after, Found::Identifier(IdKind::Code)));
    }
    let (rest, named) =
        opt(alt((tag("sha256:"), tag("sha1:"), tag("sha512:"), tag("md5:"), tag("blake3:"), tag("sha256-"))))
            .parse(i)?;
    let length = span(rest, |b| b.is_ascii_hexdigit() || b == b'-').min(256);
    let Some(token) = rest.get(..length) else { return no(i) };
    let token = token.trim_end_matches('-');
    let letters = token.bytes().filter(u8::is_ascii_alphabetic).count();
    let figures = token.bytes().filter(u8::is_ascii_digit).count();
    let lower = token.bytes().all(|b| !b.is_ascii_uppercase());
    let dashes = token.len() - letters - figures;
    let good = named.is_some() && figures + letters >= 4
        || dashes == 0 && lower && letters >= 1 && figures >= 2 && letters + figures >= 7
        || dashes == 4 && token.len() == 36 && letters >= 1;
    let (after, _) = cut_at(rest, token.len())?;
    if !good || after.starts_with(|c: char| c.is_alphanumeric() || c == '_') && named.is_none() {
        return no(i);
    }
    Ok((after.strip_prefix('…').unwrap_or(after), Found::Identifier(IdKind::Code)))
}

/// `desk@example.org` | `figures.csv` | `data/2019/a.csv` | `example.org/2019`
fn named(i: &str) -> IResult<&str, Found> {
    let length = span(i, |b| {
        b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'/' | b'+' | b'@' | b'~' | b':' | b'%')
    })
    .min(256);
    let Some(token) = i.get(..length) else { return no(i) };
    let token = token.trim_end_matches(['.', '-', ':', '/', '+', '@', '~', '%', '_']);
    let (after, _) = cut_at(i, token.len())?;
    let found = |kind| Ok((after, Found::Identifier(kind)));
    if !token.contains('.') {
        return no(i);
    }
    if let Some((local, domain)) = token.split_once('@') {
        return if !local.is_empty() && domain.contains('.') && !domain.contains('@') {
            found(IdKind::Email)
        } else {
            no(i)
        };
    }
    let last = token.rsplit('/').next().unwrap_or(token);
    if let Some((stem, ending)) = last.rsplit_once('.')
        && FILES.binary_search(&ending).is_ok()
        && stem.bytes().any(|b| b.is_ascii_alphanumeric())
    {
        return found(IdKind::File);
    }
    let host = token.split(['/', ':']).next().unwrap_or(token);
    match host.rsplit_once('.') {
        Some((name, top))
            if DOMAINS.binary_search(&top).is_ok() && name.bytes().any(|b| b.is_ascii_alphabetic()) =>
        {
            found(IdKind::Url)
        }
        _ => no(i),
    }
}

/// Endings of file names. Sorted.
#[rustfmt::skip]
const FILES: &[&str] = &[
    "avi", "bak", "bat", "bin", "bmp", "bz2", "c", "cfg", "conf", "cpp", "cs", "css", "csv", "dat", "db", "deb", "dll",
    "dmg", "doc", "docx", "epub", "exe", "flac", "gif", "go", "gz", "h", "heic", "hpp", "htm", "html", "ico", "ini",
    "ipynb", "iso", "jar", "java", "jpeg", "jpg", "js", "json", "jsonl", "kt", "lock", "log", "md", "mkv", "mov", "mp3",
    "mp4", "ods", "odt", "pdf", "php", "png", "ppt", "pptx", "py", "rb", "rpm", "rs", "rst", "rtf", "sh", "sql", "svg",
    "tar", "tex", "tgz", "tiff", "toml", "ts", "tsv", "txt", "wav", "whl", "xlsx", "xml",
];

/// Ends of host names. Sorted.
#[rustfmt::skip]
const DOMAINS: &[&str] = &[
    "ai", "app", "at", "au", "be", "biz", "br", "ca", "ch", "cn", "co", "com", "cz", "de", "dev", "dk", "edu", "es",
    "eu", "example", "fi", "fr", "gov", "ie", "in", "info", "int", "io", "it", "jp", "kr", "me", "mil", "mx", "net",
    "nl", "no", "nz", "org", "pl", "ru", "se", "tv", "uk", "us", "za",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_order() {
        assert!(FILES.is_sorted());
        assert!(DOMAINS.is_sorted());
    }

    #[test]
    fn an_address_ends_before_the_sentence_does() {
        for (text, expected) in [
            ("example.org/a_(b). Next", "example.org/a_(b)"),
            ("example.org), and", "example.org"),
            ("example.org/a?b=2&c=3;", "example.org/a?b=2&c=3"),
        ] {
            assert_eq!(&text[..address(text)], expected);
        }
    }
}

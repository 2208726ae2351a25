//! Bytes to text: UTF-8, what a byte order mark or the text itself declares, else the encoding
//! that the bytes look like.

use encoding_rs::Encoding;

use super::origin::{Encoded, Origin};

/// Why bytes cannot be read as a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// More than can be addressed.
    TooLong,
    /// Offset of the first byte that no text has.
    Binary(usize),
    /// Reads as no encoding without fault; the nearest one.
    Encoding(&'static str),
    /// A kind of file that is not read, or a broken one: what it is, and what to do.
    Kind(String),
}

/// Bytes looked at to guess an encoding.
const LOOKED_AT: usize = 256 * 1024;

/// Text of `bytes` and how it relates to them. A byte order mark of UTF-8 stays in the text.
pub(super) fn decode(bytes: Vec<u8>) -> Result<(String, Origin), Refused> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(Refused::TooLong);
    }
    let marked = Encoding::for_bom(&bytes).filter(|(encoding, _)| *encoding != encoding_rs::UTF_8);
    let wide = marked.or_else(|| wide(&bytes).map(|encoding| (encoding, 0)));
    if let Some((encoding, skipped)) = wide {
        return decoded(encoding, &bytes, skipped);
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        return Err(Refused::Binary(at));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok((text, Origin::File)),
        Err(error) => error.into_bytes(),
    };
    // Text has hardly a control character; pictures and programs have plenty.
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let controls = bytes.iter().take(LOOKED_AT).filter(|byte| control(byte)).count();
    if controls > 4 && controls * 500 > bytes.len().min(LOOKED_AT) {
        return Err(Refused::Binary(bytes.iter().position(control).unwrap_or(0)));
    }
    if let Some(encoding) = declared(&bytes)
        && let Ok(read) = decoded(encoding, &bytes, 0)
    {
        return Ok(read);
    }
    decoded(guessed(&bytes), &bytes, 0)
}

fn decoded(encoding: &'static Encoding, bytes: &[u8], skipped: usize) -> Result<(String, Origin), Refused> {
    let (text, faulty) = encoding.decode_without_bom_handling(&bytes[skipped..]);
    // Half a pair of surrogates still takes the two bytes it is read as.
    let wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    if faulty && !wide {
        return Err(Refused::Encoding(encoding.name()));
    }
    if wide && let Some(at) = text.find('\0') {
        return Err(Refused::Binary(skipped + at * 2));
    }
    let text = text.into_owned();
    if u32::try_from(text.len()).is_err() {
        return Err(Refused::TooLong);
    }
    let origin = Origin::Encoded(Encoded::new(encoding, &text, skipped));
    Ok((text, origin))
}

/// UTF-16 without a byte order mark: every second byte of plain English is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(1024) & !1];
    let zeros = |side: usize| start.iter().skip(side).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, units) = (zeros(0), zeros(1), start.len() / 2);
    if units < 4 {
        None
    } else if odd * 10 >= units * 7 && even == 0 {
        Some(encoding_rs::UTF_16LE)
    } else if even * 10 >= units * 7 && odd == 0 {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

/// What a page or XML text says of itself: `<meta charset="iso-8859-1">`, `encoding="Shift_JIS"`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(2048)];
    ["charset=", "encoding="].iter().find_map(|word| {
        let at = start.windows(word.len()).position(|window| window.eq_ignore_ascii_case(word.as_bytes()))?;
        let rest = &start[at + word.len()..];
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_' | b':'))
            .unwrap_or(rest.len());
        // A page that calls itself UTF-8 and is not is guessed at.
        Encoding::for_label(&rest[..end]).filter(|encoding| *encoding != encoding_rs::UTF_8)
    })
}

/// The encoding that `bytes` look like.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let from = first.saturating_sub(1024);
    let sample = &bytes[from..bytes.len().min(from + LOOKED_AT)];
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() < LOOKED_AT);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_the_encoding_it_has() {
        let read = |bytes: &[u8]| decode(bytes.to_vec()).map(|(text, _)| text);
        assert_eq!(read("caf\u{e9} 12".as_bytes()).unwrap(), "café 12");
        assert_eq!(read(b"The caf\xe9 had \xa312 \x96 not 14.").unwrap(), "The café had £12 – not 14.");
        assert_eq!(read(b"\xFF\xFEa\0 \x005\0").unwrap(), "a 5");
        assert_eq!(read(b"\xFE\xFF\0a\0 \x005").unwrap(), "a 5");
        let bare: Vec<u8> = "All 5 boats".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&bare).unwrap(), "All 5 boats");
        let page = b"<html><head><meta charset=\"shift_jis\"></head><p>\x93\xfa\x96{ 5";
        assert!(read(page).unwrap().contains("日本 5"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b"a\0b".to_vec()).unwrap_err(), Refused::Binary(1));
        let noise: Vec<u8> = (1..=255_u8).cycle().take(4000).collect();
        assert!(decode(noise).is_err());
        assert!(decode(vec![0x00; 64]).is_err());
    }
}

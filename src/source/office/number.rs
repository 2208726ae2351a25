//! A number as a spreadsheet shows it: per cent, money and decimals as its format says.

/// `value` under the number format `code` (`0.0%`, `"$"#,##0.00`), as the sheet shows it, but for
/// the grouping of thousands, which says nothing.
pub(super) fn shown(value: f64, code: &str) -> String {
    let section = section(code, value);
    let percent = section.contains('%');
    let scaled = if percent { value * 100.0 } else { value };
    let number = match decimals(&section) {
        Some(decimals) => format!("{scaled:.decimals$}"),
        None => general(scaled),
    };
    let (minus, digits) = match number.strip_prefix('-') {
        // A section of its own for negative numbers brings its own sign: `(#,##0)`.
        Some(digits) => ("-", digits),
        None => ("", number.as_str()),
    };
    let (before, after) = currency(&section);
    let percent = if percent { "%" } else { "" };
    format!("{minus}{before}{digits}{percent}{after}")
}

/// The shortest form that says all 15 digits that a sheet keeps: `0.3` for 0.30000000000000004.
pub(super) fn general(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return "0".to_owned();
    }
    let magnitude = value.abs().log10().floor();
    // Exact for all magnitudes that an f64 has.
    #[expect(clippy::cast_possible_truncation, reason = "between -324 and 308")]
    let decimals = (14 - magnitude as i32).clamp(0, 30);
    let decimals = usize::try_from(decimals).unwrap_or(0);
    let text = format!("{value:.decimals$}");
    if !text.contains('.') {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The section of a format that is for `value`: positive, negative and zero stand apart by semicolons.
fn section(code: &str, value: f64) -> String {
    let mut sections = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if !quoted => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => {
                sections.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = sections.last_mut() {
            last.push(c);
        }
    }
    let index = if value < 0.0 {
        1
    } else if value == 0.0 {
        2
    } else {
        0
    };
    let chosen = sections.get(index).filter(|section| !section.is_empty()).or_else(|| sections.first());
    chosen.cloned().unwrap_or_default()
}

/// Digits behind the point, none for a format that shows as many as there are.
fn decimals(section: &str) -> Option<usize> {
    if section.is_empty()
        || section.eq_ignore_ascii_case("general")
        || section.contains(['@', 'E', 'e', '?', '/'])
    {
        return None;
    }
    let plain = unquoted(section);
    if !plain.contains(['0', '#']) {
        return None;
    }
    let behind = plain.split_once('.').map_or("", |(_, behind)| behind);
    let digits = behind.chars().take_while(|c| matches!(c, '0' | '#')).count();
    // `0.0##` shows what there is.
    (!behind.contains('#')).then_some(digits)
}

/// A format without what it sets in quotes or brackets.
fn unquoted(section: &str) -> String {
    let (mut plain, mut inside) = (String::new(), None);
    for c in section.chars() {
        match inside {
            Some(end) if c == end => inside = None,
            Some(_) => {}
            None if c == '"' => inside = Some('"'),
            None if c == '[' => inside = Some(']'),
            None => plain.push(c),
        }
    }
    plain
}

/// The currency that a format writes, and on which side: `"$"#,##0`, `#,##0.00 [$€-407]`, `[$USD] 0`.
fn currency(section: &str) -> (String, String) {
    let figure = section.find(['0', '#']).unwrap_or(section.len());
    let named = section.split("[$").nth(1).map(|rest| {
        let end = rest.find(['-', ']']).unwrap_or(rest.len());
        (rest[..end].trim().to_owned(), section.find("[$").unwrap_or(0))
    });
    let sign = || {
        let at = section.find(['$', '€', '£', '¥'])?;
        Some((section[at..].chars().next()?.to_string(), at))
    };
    match named.filter(|(name, _)| !name.is_empty()).or_else(sign) {
        Some((name, at)) if at < figure => {
            let gap = if name.chars().all(char::is_alphabetic) { " " } else { "" };
            (format!("{name}{gap}"), String::new())
        }
        Some((name, _)) => (String::new(), format!(" {name}")),
        None => (String::new(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_sheet_shows_them() {
        for (value, code, expected) in [
            (0.153, "0.0%", "15.3%"),
            (0.15, "0%", "15%"),
            (1234.5, "\"$\"#,##0.00", "$1234.50"),
            (1234.5, "#,##0.00 [$€-407]", "1234.50 €"),
            (-7.0, "0", "-7"),
            (0.1 + 0.2, "General", "0.3"),
            (12.0, "", "12"),
            (2.46, "0.0", "2.5"),
            (5.0, "0 \"days; or so\"", "5"),
            (1e15, "General", "1000000000000000"),
            (2.5, "[$USD] 0.00", "USD 2.50"),
        ] {
            assert_eq!(shown(value, code), expected, "{value} {code}");
        }
    }
}

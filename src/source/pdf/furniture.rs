//! Running heads and page numbers: what stands at the edge of page after page and belongs to none.

use rustc_hash::FxHashMap;

use super::lines::Line;

/// Lines at either edge of a page that are looked at.
const EDGE: usize = 2;
/// Longer lines are text.
const LONGEST: usize = 120;

/// Takes running heads and page numbers off `pages`.
pub(super) fn strip(pages: &mut [Vec<Line>]) {
    if pages.len() < 2 {
        return;
    }
    let edges: Vec<Vec<usize>> = pages.iter().map(|page| edge(page)).collect();
    let (mut heads, mut offsets) =
        (FxHashMap::<String, usize>::default(), FxHashMap::<i64, usize>::default());
    for (index, (page, edge)) in pages.iter().zip(&edges).enumerate() {
        let mut seen = Vec::new();
        for &at in edge {
            let key = key(&page[at].text);
            if !seen.contains(&key) {
                *heads.entry(key.clone()).or_default() += 1;
                seen.push(key);
            }
            for number in numbers(&page[at].text) {
                *offsets.entry(number - as_i64(index)).or_default() += 1;
            }
        }
    }
    // A head stands on three pages at least, or on both of two.
    let enough = pages.len().min(3);
    let offset = offsets
        .into_iter()
        .max_by_key(|&(offset, count)| (count, -offset.abs()))
        .filter(|&(_, count)| count >= enough && count * 3 >= pages.len())
        .map(|(offset, _)| offset);
    for (index, (page, edge)) in pages.iter_mut().zip(edges).enumerate() {
        let number = offset.map(|offset| as_i64(index) + offset);
        let mut at = 0;
        page.retain(|line| {
            at += 1;
            if !edge.contains(&(at - 1)) {
                return true;
            }
            let repeated = heads.get(&key(&line.text)).is_some_and(|&count| count >= enough);
            let numbered = number.is_some_and(|number| numbers(&line.text).contains(&number));
            !(repeated || numbered)
        });
    }
}

/// Indices of the lines at the upper and lower edge of a page.
fn edge(page: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by(|&a, &b| page[a].y.total_cmp(&page[b].y));
    let last = order.len().saturating_sub(EDGE);
    (0..order.len())
        .filter(|&rank| rank < EDGE || rank >= last)
        .map(|rank| order[rank])
        .filter(|&index| page[index].text.len() <= LONGEST)
        .collect()
}

/// A line without its figures: `Chapter 2   3` and `Chapter 2   4` are one head.
fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let figure = word.chars().all(|c| c.is_ascii_digit() || "ivxlc".contains(c));
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(if figure { "#" } else { word });
    }
    key
}

/// The figures at the ends of a line, where a page number stands: `Page 3`, `3 | Report`, `3 of 12`.
fn numbers(text: &str) -> Vec<i64> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut ends = vec![words.first(), words.last()];
    if let [.., number, "of", _] = words.as_slice() {
        ends.push(Some(number));
    }
    ends.into_iter().flatten().filter(|word| word.len() <= 5).filter_map(|word| word.parse().ok()).collect()
}

fn as_i64(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::lines::sample;
    use super::*;

    #[test]
    fn heads_and_numbers_go_and_text_stays() {
        let mut pages: Vec<Vec<Line>> = (1..=4)
            .map(|page| {
                sample(&[
                    "Harbour report 2024",
                    &format!("Boats landed {page}00 tons on pier {}.", ["a", "b", "d", "e"][page - 1]),
                    "It rained.",
                    ["Nobody", "The mayor", "A diver", "My aunt"][page - 1],
                    &format!("Page {page} of 4"),
                ])
            })
            .collect();
        strip(&mut pages);
        for (index, page) in pages.iter().enumerate() {
            let words: Vec<&str> = page.iter().map(|line| line.text.as_str()).collect();
            assert_eq!(
                words,
                [
                    format!("Boats landed {}00 tons on pier {}.", index + 1, ["a", "b", "d", "e"][index])
                        .as_str(),
                    "It rained.",
                    ["Nobody", "The mayor", "A diver", "My aunt"][index]
                ]
            );
        }
    }
}

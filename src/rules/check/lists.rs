//! A stated number of things against the list of them that follows: `three steps:` and four
//! bullets, `four formats: PDF, HTML, CSV, JSON and XML`.

use super::enumerations::{Items, articled, clauses, enclosed, names, phrases};
use super::figures::value;
use super::list_items::{Listed, bullets, counts_few, counts_things};
use super::tape::{Item, Tape, measure, tapes};
use super::{Context, finding, list_codes, say};
use crate::claim::{Claim, Dimension, IdKind, Part, Value, WordClass};
use crate::finding::{Finding, Label};
use crate::lexicon::closed::calendar::weekday;
use crate::rules::Rule;

/// Counts that are not those of the lists behind them.
pub fn run(rule: &Rule, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for tape in tapes(context, 1) {
        let found = heralded(&tape)
            .and_then(|(count, colon)| Some((count, behind_colon(context, &tape, colon)?)))
            .or_else(|| attached(&tape))
            .or_else(|| named_later(&tape))
            .or_else(|| list_codes::of_codes(&tape))
            .or_else(|| named_last(&tape))
            .or_else(|| announced(context, &tape));
        if let Some((count, listed)) = found {
            findings.extend(compare(rule, context, count, &listed));
        }
    }
    findings
}

fn behind_colon(context: &Context<'_>, tape: &Tape<'_>, colon: usize) -> Option<Listed> {
    if colon + 1 == tape.items.len() {
        return bullets(context, tape.place).map(|(listed, _)| listed);
    }
    let end = tape.items.len();
    if is_lettered(tape, colon + 1) {
        let begins = |at: usize| {
            matches!(tape.items[at - 1], Item::Mark(':' | ';' | ',')) || tape.word(at - 1, &["and", "or"])
        };
        let items = (colon + 1..end).filter(|&at| is_lettered(tape, at) && begins(at)).count();
        let items = Items { least: items, most: items };
        return (items.least > 1).then(|| Listed::inline(items, tape.span(colon + 1..end), 2));
    }
    let items = phrases(tape, colon + 1..end)
        .or_else(|| articled(tape, colon + 1..end))
        .or_else(|| clauses(tape, colon + 1..end))?;
    Some(Listed::inline(items, tape.span(colon + 1..end), 2))
}

/// The one count of a sentence that may be that of a list, and its member of the row.
fn counted<'a>(tape: &Tape<'a>) -> Option<(&'a Claim, usize)> {
    let at =
        (0..tape.items.len()).find(|&at| tape.claim(at).is_some_and(|claim| claim.measure().is_some()))?;
    let count = tape.count(at).filter(|claim| counts_things(claim))?;
    (at <= 14 && !barred(tape, at)).then_some((count, at))
}

/// True when the words before a number say that it counts no list, or not the whole of one.
fn barred(tape: &Tape<'_>, at: usize) -> bool {
    tape.any_word(0..at, BARRED_BEFORE) || tape.any_word(at.saturating_sub(2)..at, BARRED_BESIDE)
}

/// Where the noun phrase of the count at `at` ends: `three novelists of the north`.
fn phrase_end(tape: &Tape<'_>, count: &Claim, at: usize) -> Option<usize> {
    let noun = count.slots.noun.as_ref()?.place.end;
    let mut end = at + 1;
    while let Some(Item::Word { place, class, .. }) = tape.items.get(end) {
        let inside = place.start < noun;
        if !inside && (*class == WordClass::Verb || tape.any_word(end..end + 1, BARRED_AFTER)) || end > at + 9
        {
            return (!inside).then_some(end);
        }
        end += 1;
    }
    Some(end)
}

/// A list that stands at its count: `three novelists (Ann Lowe, ...)`, `three depots, in Hull,
/// ...`, `three sons, Adam, Bill and Chris`, `three parts, namely a pump, ...`.
fn attached<'a>(tape: &Tape<'a>) -> Option<(&'a Claim, Listed)> {
    let (count, at) = counted(tape)?;
    if matches!(count.slots.part, Part::Title) || tape.any_word(at + 1..at + 3, NOUNS_OF_NO_LIST) {
        return None;
    }
    let mut next = phrase_end(tape, count, at)?;
    let end = tape.items.len();
    let stop =
        |from: usize| (from..end).find(|&at| matches!(tape.items[at], Item::Mark('.' | ';' | '!' | '?')));
    let stop = |from: usize| stop(from).unwrap_or(end);
    let listed = match tape.items.get(next)? {
        Item::Mark('(') => {
            let close = (next + 1..end).find(|&at| tape.mark(at, ')'))?;
            Listed::inline(enclosed(tape, next + 1..close)?, tape.span(next + 1..close), 1)
        }
        Item::Mark('—') => {
            let close = (next + 1..end).find(|&at| tape.mark(at, '—')).unwrap_or_else(|| stop(next + 1));
            Listed::inline(phrases(tape, next + 1..close)?, tape.span(next + 1..close), 1)
        }
        _ => {
            let comma = tape.mark(next, ',');
            next += usize::from(comma);
            if tape.word(next, &["namely", "viz"]) {
                let close = stop(next + 1);
                Listed::inline(called(tape, next + 1, close)?, tape.span(next + 1..close), 1)
            } else if comma && tape.word(next, &["in", "at"]) {
                let (items, close) = names(tape, next + 1)?;
                let listed = Listed::inline(items, tape.span(next + 1..close), 1);
                Listed { shared: true, ..listed }
            } else if comma && !governed(tape, at) {
                let (items, close) = names(tape, next)?;
                (items.least > 2).then_some(())?;
                // "two sons, Ann Lowe and Bert Moss, ...": only what comes first can be the whole list.
                Listed::inline(items, tape.span(next..close), 1)
            } else {
                return None;
            }
        }
    };
    Some((count, listed))
}

/// `three shops will open on Sunday mornings, namely Quay, Market Hall and Old Mill`: the list belongs to the
/// one thing that is counted, whatever verb stands between.
fn named_later<'a>(tape: &Tape<'a>) -> Option<(&'a Claim, Listed)> {
    let own = (0..tape.items.len()).find(|&at| tape.word(at, &["namely", "viz"]))?;
    let led =
        own.checked_sub(1).is_some_and(|at| matches!(tape.items[at], Item::Mark(',' | '—' | ':' | ';')));
    let (count, at) = counted(tape).filter(|(_, at)| led && *at < own)?;
    let from = phrase_end(tape, count, at).filter(|&from| from < own && own - from <= 14)?;
    let alone = (from..own).all(|next| match tape.items[next] {
        Item::Claim(claim) => claim.measure().is_none(),
        Item::Word { .. } => !names_several(tape, next),
        Item::Mark(mark) => matches!(mark, ',' | '—' | '-' | '\'' | '’' | ':' | ';'),
    });
    let open = ["each", "of", "include", "including", "such", "among", "not", "no", "and", "but"];
    if !alone || tape.any_word(from..own, &open) {
        return None;
    }
    let end =
        (own + 1..tape.items.len()).find(|&at| matches!(tape.items[at], Item::Mark('.' | ';' | '!' | '?')));
    let end = end.unwrap_or(tape.items.len());
    Some((count, Listed::inline(called(tape, own + 1, end)?, tape.span(own + 1..end), 1)))
}

/// `Four directors have led the theatre, Ann Lowe, Bert Moss and myself.`: names that close the sentence are those of
/// its subject where it has no other noun in the plural.
fn named_last<'a>(tape: &Tape<'a>) -> Option<(&'a Claim, Listed)> {
    let (count, at) = counted(tape).filter(|(_, at)| *at <= 1)?;
    let from = phrase_end(tape, count, at)?;
    let comma = (from..from + 10).find(|&next| !matches!(tape.items.get(next), Some(Item::Word { .. })))?;
    let verb =
        (from..comma).any(|next| matches!(tape.items[next], Item::Word { class: WordClass::Verb, .. }));
    let plain =
        !(from..comma).any(|next| names_several(tape, next)) && !tape.any_word(from..comma, BARRED_AFTER);
    let (items, close) = names(tape, comma + 1).filter(|_| tape.mark(comma, ','))?;
    let last = tape.items[close..].iter().all(|item| matches!(item, Item::Mark('.')));
    (verb && plain && last && items.least > 2)
        .then(|| (count, Listed::inline(items, tape.span(comma + 1..close), 1)))
}

/// True for a noun in the plural that a list behind it may be of; what only says when is none.
fn names_several(tape: &Tape<'_>, at: usize) -> bool {
    const WHEN: &[&str] = &["morning", "afternoon", "evening", "night", "day", "weekend", "weekday", "hour"];
    let Item::Word { class: WordClass::Noun, text, lemma, .. } = tape.items[at] else { return false };
    text.ends_with('s')
        && text.len() > lemma.len()
        && weekday(text).is_none()
        && !tape.any_word(at..at + 1, WHEN)
}

/// `In four games, Ann Lowe, Bert Moss and Carl Nunn scored`: a phrase of another sort than the names.
fn governed(tape: &Tape<'_>, at: usize) -> bool {
    const BEFORE: &[&str] = &[
        "in",
        "after",
        "over",
        "for",
        "during",
        "at",
        "on",
        "by",
        "from",
        "to",
        "through",
        "across",
        "against",
        "within",
        "throughout",
        "of",
    ];
    let article = usize::from(at > 1 && tape.word(at - 1, &["the", "his", "her", "their", "its", "our"]));
    at > article && tape.word(at - 1 - article, BEFORE)
}

/// The items behind `namely`, where each may have its article: `a pump, a hose and a valve`.
fn called(tape: &Tape<'_>, from: usize, to: usize) -> Option<Items> {
    let article = |at: usize| tape.word(at, &["a", "an"]);
    let starts: Vec<usize> = (from..to)
        .filter(|&at| {
            article(at) && (at == from || tape.mark(at - 1, ',') || tape.word(at - 1, &["and", "or"]))
        })
        .collect();
    if starts.first() != Some(&from) {
        return phrases(tape, from..to);
    }
    let joined = starts.last().is_some_and(|&at| tape.word(at - 1, &["and", "or"]));
    let commas = (from..to).filter(|&at| tape.mark(at, ',')).count();
    let plain = (from..to).all(|at| tape.claim(at).is_none())
        && !tape.any_word(from..to, &["which", "who", "that", "is", "are", "was", "were", "has", "have"]);
    (joined && plain && commas < starts.len()).then_some(Items { least: starts.len(), most: starts.len() })
}

/// Things that are numbered rather than counted by chance.
const ANNOUNCED: &[&str] = &[
    "reason",
    "step",
    "recommendation",
    "condition",
    "rule",
    "point",
    "question",
    "lesson",
    "way",
    "tip",
    "requirement",
    "principle",
    "finding",
    "conclusion",
    "objective",
    "goal",
    "aim",
    "task",
    "stage",
    "phase",
    "criterion",
    "demand",
    "proposal",
    "ground",
    "promise",
    "commandment",
    "mistake",
    "myth",
    "truth",
    "law",
    "commitment",
    "priority",
];

/// A numbered list below a sentence or a heading that ends in its count: `The inquiry makes six
/// recommendations.`
fn announced<'a>(context: &Context<'_>, tape: &Tape<'a>) -> Option<(&'a Claim, Listed)> {
    let (count, at) = counted(tape)?;
    let end = phrase_end(tape, count, at)?;
    let named = tape.any_word(at + 1..end, ANNOUNCED);
    let rest = tape.items.get(end..)?;
    if !named || end > at + 4 || rest.iter().any(|item| !matches!(item, Item::Mark('.' | '#'))) {
        return None;
    }
    let (listed, numbered) = bullets(context, tape.place)?;
    numbered.then_some((count, listed))
}

/// Nouns whose number is not that of the names behind them: `three times, Ann, Bo and Carl ...`.
const NOUNS_OF_NO_LIST: &[&str] =
    &["time", "percent", "line", "hand", "version", "other", "one", "dimension"];
/// Words that may stand between the counted noun and the colon, beside those of a phrase.
const VERBS: &[&str] = &["be", "follow", "apply", "exist", "remain", "as", "open", "available"];
/// Words before the number that say that it counts no list, or not the whole of one.
const BARRED_BEFORE: &[&str] = &[
    "if",
    "when",
    "whenever",
    "unless",
    "each",
    "every",
    "both",
    "any",
    "either",
    "with",
    "while",
    "after",
    "since",
    "because",
    "where",
    "once",
    "until",
    "before",
    "following",
    "include",
    "including",
    "combine",
    "within",
    "into",
];
/// Words right before the number that say so: `the other four`, `at least three`.
const BARRED_BESIDE: &[&str] = &[
    "than", "between", "least", "most", "first", "last", "top", "other", "these", "those", "all", "only",
    "same", "such", "per",
];
/// Words behind it that say that the list is of something else, or not complete.
const BARRED_AFTER: &[&str] = &[
    "following",
    "with",
    "include",
    "including",
    "which",
    "who",
    "whose",
    "where",
    "when",
    "if",
    "e.g",
    "example",
    "instance",
    "such",
    "and",
    "or",
    "but",
    "so",
    "because",
    "by",
    "using",
    "via",
];
/// Nouns that number a list's things only by chance.
const NOUNS: &[&str] =
    &["time", "percent", "line", "hand", "version", "other", "people", "person", "one", "dimension"];

/// The count that a colon sets before a list, and where that colon stands.
fn heralded<'a>(tape: &Tape<'a>) -> Option<(&'a Claim, usize)> {
    let colon = (0..tape.items.len()).find(|&at| tape.mark(at, ':'))?;
    // "Three settings will go in 5.0:"
    let counts = |claim: &Claim| claim.date().is_none() && !matches!(claim.value, Value::Identifier(_));
    let at = (0..colon).rev().find(|&at| tape.claim(at).is_some_and(counts))?;
    // "four of the recommendations: (a) ..."
    let lettered = is_lettered(tape, colon + 1);
    let count = tape.count(at).filter(|claim| {
        claim.slots.part != Part::Title && if lettered { counts_few(claim) } else { counts_things(claim) }
    })?;
    let alone =
        (0..at).filter(|&before| tape.claim(before).is_some_and(|claim| claim.measure().is_some())).count()
            == 0;
    // "went through 412 files at six farms: ...": what stands right before the colon.
    let noun = count.slots.noun.as_ref().map_or(count.place.end, |noun| noun.place.end);
    let last = tape.span(colon - 1..colon).is_some_and(|last| last.end <= noun);
    let alone = alone
        || last
            && !tape.any_word(at.saturating_sub(6)..at, BARRED_BEFORE)
            && !tape.any_word(at.saturating_sub(2)..at, BARRED_BESIDE);
    // "the following four values are allowed:"
    let before =
        if at > 1 && tape.word(at - 1, &["following"]) && tape.word(at - 2, &["the"]) { at - 1 } else { at };
    if !alone || !last && (barred(tape, before) || at > 14) {
        return None;
    }
    let head = |to: usize| is_head(tape, at + 1, to);
    let bulleted = colon + 1 == tape.items.len() && announces(tape, at, colon);
    (bulleted
        || head(colon)
        || takes_effect(tape, at, colon)
        || clause(tape, at + 1, colon).is_some_and(head)
        || lettered
        || names_follow(tape, at + 1, colon))
    .then_some((count, colon))
}

/// `(a) a register; (b) a fund`: letters leave no doubt that what was counted is listed.
fn is_lettered(tape: &Tape<'_>, at: usize) -> bool {
    tape.claim(at).is_some_and(|claim| matches!(claim.value, Value::Identifier(IdKind::Label)))
}

/// `The plan makes four changes to the rules that tenants will notice:` above its bullets.
fn announces(tape: &Tape<'_>, at: usize, colon: usize) -> bool {
    const MORE: &[&str] = &["change", "measure", "amendment", "decision", "exception", "improvement"];
    let open = ["following", "include", "including", "among", "of", "with", "such", "by", "if"];
    (tape.any_word(at + 1..at + 3, ANNOUNCED) || tape.any_word(at + 1..at + 3, MORE))
        && colon - at <= 20
        && !tape.any_word(at + 1..colon, &open)
        && (at + 1..colon).all(|next| {
            let dated = tape.claim(next).is_some_and(|claim| claim.date().is_some());
            dated || matches!(tape.items[next], Item::Word { .. } | Item::Mark('\'' | '’' | '-'))
        })
}

/// Where a clause between the counted noun and the colon begins that leaves the noun the head of
/// the list: `The lamp has four settings, which the ring selects:`.
fn clause(tape: &Tape<'_>, from: usize, colon: usize) -> Option<usize> {
    let comma = (from..colon).find(|&at| tape.mark(at, ','))?;
    let own = comma + 1..colon;
    let led = tape.word(comma + 1, &["which", "who", "that", "namely", "all", "as", "chosen", "listed"]);
    let plain = own.clone().all(|at| match tape.items[at] {
        Item::Word { .. } => true,
        Item::Claim(claim) => claim.date().is_some(),
        Item::Mark(mark) => matches!(mark, '-' | '\'' | '’'),
    });
    let barred = ["these", "following", "include", "including", "both", "such", "have", "has", "contain"];
    // "three users, who have the rights:" lists the rights.
    let other = matches!(tape.items[colon - 1], Item::Word { class: WordClass::Noun, text, lemma, .. }
        if text.len() > lemma.len() && text.ends_with('s'));
    (led && plain && own.len() <= 14 && !tape.any_word(own, &barred) && !other).then_some(comma)
}

/// `Three rules take effect on 1 May:`: verbs that leave nothing to list but what they are said of.
fn takes_effect(tape: &Tape<'_>, count: usize, colon: usize) -> bool {
    const VERBS: &[&str] = &[
        "apply",
        "begin",
        "change",
        "close",
        "emerge",
        "end",
        "expire",
        "lapse",
        "open",
        "remain",
        "start",
        "lie",
        "lay",
        "stand",
        "hang",
        "survive",
        "die",
        "escape",
        "go",
        "leave",
        "disappear",
        "vanish",
        "appear",
        "fail",
        "stay",
        "return",
    ];
    let from = count + 1;
    // "lists that straddle two pages apply to both": what is counted does it.
    let begins = (0..count).all(|at| match tape.items[at] {
        Item::Word { class, .. } => class == WordClass::Function,
        Item::Claim(claim) => claim.date().is_some(),
        Item::Mark(mark) => mark == ',',
    });
    let verb = (from..colon).find(|&at| {
        let effect = tape.word(at + 1, &["effect", "force", "hold"]) && tape.any_word(at..at + 1, &["take"])
            || tape.word(at + 1, &["into"]) && tape.word(at + 2, &["force", "effect", "operation"]);
        // "Five objects were found in the pot:"
        let done = tape.any_word(at..at + 1, &["be"])
            && matches!(tape.items.get(at + 1), Some(Item::Word { class: WordClass::Verb, .. }));
        effect || done || tape.any_word(at..at + 1, VERBS)
    });
    let plain = (from..colon).all(|at| match tape.items[at] {
        Item::Word { .. } => at < verb.unwrap_or(from) || !names_several(tape, at),
        Item::Claim(claim) => claim.date().is_some() || matches!(claim.value, Value::Identifier(_)),
        Item::Mark(mark) => matches!(mark, '-' | '\'' | '’'),
    });
    begins
        && verb.is_some_and(|verb| verb <= from + 7)
        && plain
        && colon - from <= 12
        && !tape.any_word(from..colon, BARRED_AFTER)
}

/// `Five players leave us this summer: Vera Holm, ...`: the names say whose list it is, whatever
/// the verb.
fn names_follow(tape: &Tape<'_>, from: usize, colon: usize) -> bool {
    let plain = colon - from <= 9
        && !tape.any_word(from..colon, BARRED_AFTER)
        && (from..colon).all(|at| match tape.items[at] {
            Item::Word { .. } => true,
            Item::Claim(claim) => claim.date().is_some(),
            Item::Mark(_) => false,
        });
    let mut segments = tape.items[colon + 1..].split(|item| matches!(item, Item::Mark(',' | '.' | ';')));
    let named = |item: &Item<'_>| match item {
        Item::Word { text, .. } => text.starts_with(char::is_uppercase) || matches!(*text, "and" | "the"),
        Item::Mark(mark) => matches!(mark, '-' | '\'' | '’'),
        Item::Claim(_) => false,
    };
    let names = |segment: &[Item<'_>]| segment.iter().all(named);
    plain && colon + 3 < tape.items.len() && segments.all(names)
}

/// True when the words between the number and the colon make the counted thing the list's head.
fn is_head(tape: &Tape<'_>, from: usize, colon: usize) -> bool {
    if colon - from > 9 || tape.any_word(from..colon, BARRED_AFTER) || tape.any_word(from..colon, NOUNS) {
        return false;
    }
    // "three things that you need": the verb of somebody named before it.
    let (mut person, mut verb) = (false, false);
    for at in from..colon {
        match tape.items[at] {
            Item::Mark('-' | '\'' | '’' | '/') => {}
            Item::Mark(_) | Item::Claim(_) => return false,
            Item::Word { class, text, .. } => {
                person |= tape.word(at, &["you", "we", "i", "to"]);
                verb |= tape.any_word(at..at + 1, VERBS);
                // "seven deprecated functions"
                let adjective = at == from && text.ends_with("ed");
                // "three models are affected:"
                let passive = at + 1 == colon && at > from && tape.any_word(at - 1..at, &["be"]);
                if class == WordClass::Verb && !person && !verb && !adjective && !passive {
                    return false;
                }
            }
        }
    }
    true
}

fn compare(rule: &Rule, context: &Context<'_>, count: &Claim, listed: &Listed) -> Option<Finding> {
    let stated = usize::try_from(value(measure(count))?.to_i128()?).ok()?;
    if measure(count).dimension() != Dimension::Count || (listed.least..=listed.most).contains(&stated) {
        return None;
    }
    // What is far off is another list.
    let apart = stated.abs_diff(listed.least).min(stated.abs_diff(listed.most));
    let pairs = listed.places.is_empty() && listed.least == 2 * stated;
    if pairs
        || apart > listed.slack
        || apart * 2 > stated && apart > 1
        || listed.shared && listed.least < stated
    {
        return None;
    }
    let mut labels = vec![Label { place: count.place, role: "first", note: format!("says {stated}") }];
    if let Some(place) = listed.inline {
        labels.push(Label { place, role: "part", note: format!("{} items", listed.least) });
    }
    labels.extend(listed.places.iter().enumerate().map(|(nth, &place)| Label {
        place,
        role: "part",
        note: format!("item {}", nth + 1),
    }));
    let quoted = say::quoted(context.sources, count);
    let message = format!("{quoted}, but {} are listed", listed.least);
    let why = vec![format!("the list that follows has {} items", listed.least)];
    let sure = if apart == 1 { 0.9 } else { 0.86 };
    Some(finding(rule, context, sure, message, labels, why))
}

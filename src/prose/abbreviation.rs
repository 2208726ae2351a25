//! Words that end in a stop which ends no sentence, or need not.

/// What the stop behind a word says about the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Nothing known of the word: its stop ends the sentence.
    Ends,
    /// A title or the like: always followed by what it belongs to (`Dr. Quill`, `v.`).
    Never,
    /// Belongs to a number behind it (`No. 18`, `p. 14`), and is a word otherwise.
    BeforeNumber,
    /// May stand at the end (`Inc.`, `U.S.`, `p.m.`, `Jan.`): the next word decides.
    Perhaps,
    /// A single letter: an initial, or the last word of `Plan B.`
    Initial,
}

/// Judges `word`, the letters and inner stops before a stop.
pub(super) fn stop(word: &str) -> Stop {
    let bytes = word.as_bytes();
    if bytes.is_empty() || bytes.len() > 9 {
        return Stop::Ends;
    }
    let mut chars = word.chars();
    if let (Some(letter), None) = (chars.next(), chars.next()) {
        return match letter {
            // "He and I." ends; "p. 14" and "v. Smith" do not.
            'I' => Stop::Ends,
            'v' => Stop::Never,
            'p' | 'n' | 'c' | 'l' => Stop::BeforeNumber,
            _ if letter.is_alphabetic() => Stop::Initial,
            _ => Stop::Ends,
        };
    }
    if bytes.contains(&b'.') {
        return dotted(word);
    }
    let mut buffer = [0_u8; 9];
    let lower = &mut buffer[..bytes.len()];
    lower.copy_from_slice(bytes);
    lower.make_ascii_lowercase();
    let capital = bytes[0].is_ascii_uppercase();
    match &*lower {
        b"mr" | b"mrs" | b"ms" | b"dr" | b"prof" | b"messrs" | b"mme" | b"mlle" | b"vs" | b"viz" | b"cf"
        | b"hon" | b"fr" | b"approx" => Stop::Never,
        b"gen" | b"sen" | b"rep" | b"gov" | b"lt" | b"col" | b"capt" | b"cmdr" | b"cpl" | b"pvt" | b"sgt"
        | b"maj" | b"adm" | b"rev" | b"pres" | b"supt" | b"insp" | b"det" | b"amb" | b"sec" | b"dep"
        | b"asst" | b"st" | b"mt" | b"ft" | b"atty" | b"rt" | b"ven" | b"sr" | b"esp" | b"op"
            if capital =>
        {
            match &*lower {
                // "Sec. 12", "Rep. 4", "Fla. Sr. Oct.": names of parts as well as of people.
                b"sr" | b"st" | b"ft" => Stop::Perhaps,
                _ => Stop::Never,
            }
        }
        b"art" if capital => Stop::BeforeNumber,
        b"no" | b"nos" | b"max" | b"min" | b"avg" | b"pp" | b"fig" | b"figs" | b"eq" | b"eqs" | b"sect"
        | b"secs" | b"para" | b"paras" | b"ch" | b"chs" | b"vol" | b"vols" | b"pt" | b"app" | b"ex"
        | b"nr" | b"tel" | b"ext" | b"fn" | b"sec" | b"arts" | b"ver" | b"rs" => Stop::BeforeNumber,
        b"jan" | b"feb" | b"mar" | b"apr" | b"jun" | b"jul" | b"aug" | b"sep" | b"sept" | b"oct" | b"nov"
        | b"dec" | b"mon" | b"tue" | b"tues" | b"wed" | b"thu" | b"thur" | b"thurs" | b"fri" | b"sat"
        | b"sun"
            if capital =>
        {
            Stop::Perhaps
        }
        b"inc" | b"ltd" | b"corp" | b"co" | b"cos" | b"llc" | b"bros" | b"plc" | b"jr" | b"esq" | b"phd"
        | b"assn" | b"dept" | b"univ" | b"ave" | b"blvd" | b"rd" | b"hwy" | b"bldg" | b"dist" | b"ala"
        | b"ariz" | b"ark" | b"calif" | b"colo" | b"conn" | b"del" | b"fla" | b"ga" | b"ill" | b"ind"
        | b"kan" | b"ky" | b"md" | b"mass" | b"mich" | b"minn" | b"miss" | b"mo" | b"mont" | b"neb"
        | b"nev" | b"okla" | b"ore" | b"pa" | b"tenn" | b"tex" | b"va" | b"vt" | b"wash" | b"wis"
        | b"wyo" | b"cal" | b"supp" | b"cir" | b"stat" | b"reg" | b"const" | b"amend" | b"ct" | b"fed"
        | b"int"
            if capital =>
        {
            Stop::Perhaps
        }
        b"etc" | b"al" | b"est" | b"ed" | b"eds" | b"trans" | b"ca" | b"ibid" | b"incl" | b"am" | b"pm" => {
            Stop::Perhaps
        }
        _ => Stop::Ends,
    }
}

/// `U.S`, `e.g`, `p.m`, `Ph.D`: words whose parts between stops are short.
fn dotted(word: &str) -> Stop {
    if word
        .split('.')
        .any(|part| part.is_empty() || part.chars().count() > 2 || !part.chars().all(char::is_alphabetic))
    {
        return Stop::Ends;
    }
    if word.eq_ignore_ascii_case("e.g") || word.eq_ignore_ascii_case("i.e") {
        Stop::Never
    } else {
        Stop::Perhaps
    }
}

/// `a.m` and `p.m`: what comes behind them is a new sentence unless it is part of the time.
pub(super) fn is_half_of_day(word: &str) -> bool {
    matches!(word, "a.m" | "p.m" | "A.M" | "P.M")
}

/// `Friday`, `Nov`, `Eastern`, `ET`: goes on with a time of day.
pub(super) fn belongs_to_time(word: &str) -> bool {
    const HEADS: [&str; 19] = [
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
        "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    word.chars().all(|c| !c.is_lowercase())
        || HEADS.iter().any(|head| word.starts_with(head))
        || matches!(word, "Eastern" | "Central" | "Mountain" | "Pacific" | "Greenwich" | "Local" | "Standard")
}

/// Words that are followed by a letter of their own: `Zone A`, `vitamin D`.
pub(super) fn is_lettered(word: &str) -> bool {
    let mut buffer = [0_u8; 10];
    let Some(lower) = buffer.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    matches!(
        &*lower,
        b"zone"
            | b"plan"
            | b"class"
            | b"group"
            | b"type"
            | b"vitamin"
            | b"appendix"
            | b"hepatitis"
            | b"grade"
            | b"unit"
            | b"phase"
            | b"schedule"
            | b"team"
            | b"building"
            | b"gate"
            | b"terminal"
            | b"exhibit"
            | b"tier"
            | b"series"
            | b"block"
            | b"wing"
            | b"ward"
            | b"stage"
            | b"option"
            | b"section"
            | b"part"
            | b"annex"
            | b"table"
            | b"figure"
            | b"influenza"
            | b"room"
            | b"platform"
            | b"pier"
            | b"berth"
            | b"dock"
            | b"model"
            | b"version"
            | b"point"
            | b"site"
            | b"area"
            | b"sector"
            | b"category"
            | b"form"
            | b"title"
            | b"hall"
            | b"lot"
            | b"route"
            | b"line"
    )
}

/// Words behind which a number is a label even at the head of a block: `Table 1. Boats by port`.
pub(super) fn is_labelled(word: &str) -> bool {
    matches!(
        word,
        "Table"
            | "Figure"
            | "Fig."
            | "Section"
            | "Chapter"
            | "Appendix"
            | "Box"
            | "Chart"
            | "Exhibit"
            | "Part"
            | "Step"
            | "Note"
            | "Question"
            | "Recommendation"
            | "Article"
            | "Item"
            | "Annex"
            | "Map"
            | "Plate"
            | "TABLE"
            | "FIGURE"
            | "SECTION"
            | "CHAPTER"
            | "APPENDIX"
            | "PART"
    )
}

/// Words with which a sentence begins far more often than a name goes on: after `U.S.`, `The`
/// begins a sentence and `Attorney` does not.
pub(super) fn begins_sentences(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "It"
            | "Its"
            | "He"
            | "She"
            | "They"
            | "We"
            | "You"
            | "His"
            | "Her"
            | "Their"
            | "Our"
            | "My"
            | "Your"
            | "There"
            | "Here"
            | "In"
            | "On"
            | "At"
            | "By"
            | "For"
            | "From"
            | "To"
            | "With"
            | "After"
            | "Before"
            | "During"
            | "Since"
            | "Until"
            | "When"
            | "While"
            | "Where"
            | "What"
            | "Who"
            | "Why"
            | "How"
            | "Which"
            | "If"
            | "Although"
            | "Though"
            | "Because"
            | "As"
            | "But"
            | "And"
            | "Or"
            | "Nor"
            | "Yet"
            | "So"
            | "However"
            | "Moreover"
            | "Meanwhile"
            | "Then"
            | "Thus"
            | "Also"
            | "Another"
            | "Other"
            | "Others"
            | "Some"
            | "Most"
            | "Many"
            | "Several"
            | "Both"
            | "Each"
            | "Every"
            | "All"
            | "Any"
            | "No"
            | "None"
            | "Not"
            | "One"
            | "Two"
            | "Three"
            | "Four"
            | "Five"
            | "Six"
            | "Seven"
            | "Eight"
            | "Nine"
            | "Ten"
            | "Now"
            | "Today"
            | "Yesterday"
            | "Tomorrow"
            | "Later"
            | "Earlier"
            | "Last"
            | "Next"
            | "Once"
            | "Only"
            | "Even"
            | "Still"
            | "About"
            | "Nearly"
            | "Almost"
            | "More"
            | "Under"
            | "Over"
            | "Between"
            | "Among"
            | "Despite"
            | "According"
            | "An"
            | "Is"
            | "Are"
            | "Was"
            | "Were"
            | "Did"
            | "Does"
            | "Do"
            | "Has"
            | "Have"
            | "Had"
            | "Will"
            | "Would"
            | "Can"
            | "Could"
            | "Should"
            | "Let"
            | "See"
            | "Retrieved"
            | "Archived"
            | "Accessed"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_a_stop_are_judged() {
        for (word, expected) in [
            ("Dr", Stop::Never),
            ("v", Stop::Never),
            ("e.g", Stop::Never),
            ("Ms", Stop::Never),
            ("No", Stop::BeforeNumber),
            ("no", Stop::BeforeNumber),
            ("p", Stop::BeforeNumber),
            ("Vol", Stop::BeforeNumber),
            ("U.S", Stop::Perhaps),
            ("p.m", Stop::Perhaps),
            ("Inc", Stop::Perhaps),
            ("Jan", Stop::Perhaps),
            ("Ph.D", Stop::Perhaps),
            ("sat", Stop::Ends),
            ("ill", Stop::Ends),
            ("J", Stop::Initial),
            ("I", Stop::Ends),
            ("boat", Stop::Ends),
            ("", Stop::Ends),
            ("example.com", Stop::Ends),
            ("é", Stop::Initial),
        ] {
            assert_eq!(stop(word), expected, "{word}");
        }
    }
}

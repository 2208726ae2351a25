//! Titles and ranks before a name, and abbreviations whose full stop ends no sentence.

#[rustfmt::skip]
static TITLES: &[&str] = &[
    "adm", "adm.", "administrator", "admiral", "agent", "ambassador", "analyst", "archbishop", "attorney",
    "bishop", "capt", "capt.", "captain", "cardinal", "ceo", "cfo", "chair", "chairlady", "chairman",
    "chairperson", "chairwoman", "chancellor", "chief", "cmdr", "cmdr.", "co-founder", "coach", "col",
    "col.", "colonel", "commander", "commissioner", "comptroller", "congressman", "congresswoman",
    "controller", "coo", "corporal", "councillor", "councilman", "councilor", "councilwoman", "counsel",
    "cpl", "cpl.", "cto", "dame", "dean", "deputy", "detective", "director", "doctor", "dr", "dr.",
    "editor", "esq", "esq.", "father", "founder", "fr", "fr.", "gen", "gen.", "general", "gov", "gov.",
    "governor", "hon", "hon.", "honorable", "imam", "insp", "insp.", "inspector", "jr", "jr.", "judge",
    "justice", "king", "lady", "lieutenant", "lord", "lt", "lt.", "madam", "maj", "maj.", "major",
    "majority-leader", "marshal", "mayor", "messrs", "messrs.", "minister", "miss", "mlle", "mme", "mme.",
    "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "msgr", "msgr.", "mx", "mx.", "officer", "ombudsman", "pastor",
    "pope", "premier", "president", "prince", "princess", "principal", "private", "prof", "prof.",
    "professor", "provost", "pvt", "pvt.", "queen", "rabbi", "rep", "rep.", "representative", "rev", "rev.",
    "reverend", "sec.", "secretary", "sen", "sen.", "senator", "sergeant", "sgt", "sgt.", "sheriff", "sir",
    "speaker", "special-agent", "spokesman", "spokesperson", "spokeswoman", "sr", "sr.", "st", "st.",
    "superintendent", "supt", "supt.", "treasurer", "undersecretary", "vice-president", "warden",
];

#[rustfmt::skip]
static TITLE_PHRASES: &[&str] = &[
    "acting director", "acting secretary", "assistant attorney general", "associate attorney general",
    "attorney general", "board president", "brig. gen.", "chief executive", "chief executive officer",
    "chief financial officer", "chief justice", "chief of police", "chief of staff",
    "chief operating officer", "city manager", "council president", "county executive",
    "deputy attorney general", "deputy chief", "deputy director", "deputy mayor", "deputy secretary",
    "district attorney", "district judge", "executive director", "finance minister", "fire chief",
    "fire marshal", "first lady", "first lieutenant", "first minister", "foreign minister",
    "general counsel", "health commissioner", "house speaker", "inspector general", "lieutenant governor",
    "lt. col.", "lt. gen.", "lt. gov.", "maj. gen.", "majority leader", "managing director",
    "minority leader", "national security adviser", "national security advisor", "poet laureate",
    "police chief", "press secretary", "prime minister", "rear admiral", "second lieutenant",
    "secretary general", "secretary of state", "secretary-general", "sergeant major", "solicitor general",
    "special agent", "special counsel", "staff sergeant", "surgeon general", "town clerk", "u.s. attorney",
    "u.s. rep.", "u.s. sen.", "under secretary", "united states attorney", "us attorney", "vice admiral",
    "vice president", "village president",
];

#[rustfmt::skip]
static ABBREVIATIONS: &[&str] = &[
    "a.m.", "adj.", "adm.", "admin.", "al.", "ala.", "app.", "approx.", "apr.", "apt.", "ariz.", "ark.",
    "art.", "arts.", "assn.", "assoc.", "asst.", "atty.", "attys.", "aug.", "ave.", "b.a.", "b.s.", "bldg.",
    "blvd.", "brig.", "bros.", "c.", "c.f.r.", "ca.", "cal.", "calif.", "capt.", "cf.", "ch.", "chap.",
    "cir.", "cit.", "cl.", "cmdr.", "co.", "col.", "colo.", "cong.", "conn.", "corp.", "cos.", "cpl.",
    "ct.", "d.c.", "dec.", "del.", "dept.", "dir.", "dist.", "div.", "dr.", "drs.", "e.g.", "e.u.", "ed.",
    "eds.", "eqn.", "esq.", "est.", "et.", "etc.", "exec.", "ext.", "feb.", "fed.", "ff.", "fig.", "figs.",
    "fla.", "fr.", "fri.", "ft.", "ga.", "gal.", "gen.", "gens.", "gov't.", "gov.", "hon.", "hr.", "hrs.",
    "ht.", "hwy.", "i.e.", "ibid.", "id.", "ill.", "in.", "inc.", "ind.", "insp.", "intl.", "j.d.", "jan.",
    "jr.", "jul.", "jun.", "kan.", "ky.", "l.a.", "la.", "lb.", "lbs.", "llc.", "lt.", "ltd.", "m.a.",
    "m.d.", "maj.", "mar.", "mass.", "max.", "md.", "messrs.", "mfg.", "mgr.", "mi.", "mich.", "min.",
    "minn.", "mins.", "misc.", "miss.", "mme.", "mo.", "mon.", "mont.", "mr.", "mrs.", "ms.", "msgr.",
    "mt.", "n.", "n.c.", "n.d.", "n.h.", "n.j.", "n.m.", "n.y.", "natl.", "neb.", "nev.", "nn.", "no.",
    "nos.", "nov.", "oct.", "ok.", "okla.", "op.", "ore.", "oz.", "p.", "p.m.", "pa.", "para.", "paras.",
    "ph.d.", "pop.", "pp.", "pres.", "prof.", "profs.", "pt.", "pvt.", "qt.", "r.", "r.i.", "rd.", "ref.",
    "refs.", "reg.", "regs.", "rep.", "reps.", "ret.", "rev.", "s.c.", "s.d.", "sat.", "sec.", "secs.",
    "sen.", "sens.", "sep.", "sept.", "ser.", "sgt.", "sq.", "sr.", "st.", "stat.", "ste.", "sun.", "supp.",
    "supt.", "tab.", "tel.", "temp.", "tenn.", "tex.", "thu.", "thur.", "thurs.", "treas.", "tue.", "tues.",
    "u.k.", "u.n.", "u.s.", "u.s.a.", "u.s.c.", "univ.", "v.", "va.", "viz.", "vol.", "vols.", "vs.", "vt.",
    "w.va.", "wash.", "wed.", "wis.", "wt.", "wyo.", "yd.", "yds.",
];

/// Whether the word can be a title or rank before a name, with or without its full stop.
#[inline]
pub fn is_title_word(word: &str) -> bool {
    super::holds(TITLES, word)
}

/// The longest title that the words start with, and how many words it takes: `Mr.`,
/// `Deputy Attorney General`.
pub fn title(words: &[&str]) -> Option<usize> {
    match super::longest_sorted(TITLE_PHRASES, |p| p, words) {
        Some((used, _)) => Some(used),
        None => words.first().filter(|w| is_title_word(w)).map(|_| 1),
    }
}

/// Whether the word, which ends in a full stop, usually does not end its sentence: `Jan.`,
/// `No.`, `Inc.`, a single capital as in `J. Smith`. `word` includes the full stop.
#[inline]
pub fn is_abbreviation(word: &str) -> bool {
    matches!(word.as_bytes(), [letter, b'.'] if letter.is_ascii_uppercase())
        || super::holds(ABBREVIATIONS, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        super::super::assert_sorted(TITLES, |w| w);
        super::super::assert_sorted(TITLE_PHRASES, |w| w);
        super::super::assert_sorted(ABBREVIATIONS, |w| w);
        assert!(ABBREVIATIONS.iter().all(|a| a.ends_with('.')));
    }

    #[test]
    fn titles() {
        assert_eq!(title(&["Deputy", "Attorney", "General", "Lee"]), Some(3));
        assert_eq!(title(&["Mr.", "Lee"]), Some(1));
        assert_eq!(title(&["Prime", "Minister"]), Some(2));
        assert_eq!(title(&["Children"]), None);
        assert_eq!(title(&[]), None);
    }

    #[test]
    fn abbreviations() {
        assert!(
            is_abbreviation("Jan.")
                && is_abbreviation("J.")
                && is_abbreviation("No.")
                && is_abbreviation("U.S.")
        );
        assert!(!is_abbreviation("year.") && !is_abbreviation("Jan") && !is_abbreviation(""));
    }
}

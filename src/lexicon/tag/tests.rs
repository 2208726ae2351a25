use super::*;

fn tag_words(words: &[&str], tags: &mut Vec<Tag>) {
    let mut distinct: Vec<&str> = Vec::new();
    let forms: Vec<u32> = words
        .iter()
        .map(|word| {
            let at = distinct.iter().position(|known| known == word).unwrap_or(distinct.len());
            if at == distinct.len() {
                distinct.push(word);
            }
            at as u32
        })
        .collect();
    let (mut seen, mut window) = (vec![Seen::default(); distinct.len()], Window::default());
    super::tag_words(words, &forms, &mut seen, &mut window, tags);
    let first = tags.clone();
    super::tag_words(words, &forms, &mut seen, &mut window, tags);
    assert_eq!(*tags, first, "what was seen before changes no tag");
}

fn tags(text: &str) -> Vec<&'static str> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut tags = Vec::new();
    tag_words(&words, &mut tags);
    assert_eq!(tags.len(), words.len());
    tags.iter().map(|t| t.name()).collect()
}

#[track_caller]
fn check(tagged: &str) {
    let pairs: Vec<(&str, &str)> = tagged.split(' ').map(|p| p.rsplit_once('_').unwrap()).collect();
    let text: Vec<&str> = pairs.iter().map(|(word, _)| *word).collect();
    let expected: Vec<&str> = pairs.iter().map(|(_, tag)| *tag).collect();
    assert_eq!(tags(&text.join(" ")), expected, "{}", text.join(" "));
}

#[test]
fn prose() {
    check("The_DT office_NN released_VBD a_DT report_NN on_IN 3,000_CD separated_VBN children_NNS ._.");
    check("More_RBR than_IN 40_CD people_NNS were_VBD killed_VBN and_CC hundreds_NNS injured_VBN ._.");
    check("The_DT mayor_NN said_VBD that_IN taxes_NNS will_MD rise_VB by_IN 4_CD percent_NN ._.");
    check("Fires_NNS burned_VBD 30,000_CD acres_NNS ,_, officials_NNS said_VBD ._.");
    check("It_PRP is_VBZ the_DT largest_JJS dam_NN in_IN the_DT country_NN ._.");
    check("The_DT agency_NN received_VBD 12_CD calls_NNS about_IN two_CD leaks_NNS ._.");
}

#[test]
fn function_words_take_their_tag_from_the_context() {
    check("They_PRP plan_VBP to_TO release_VB the_DT plan_NN ._.");
    check("He_PRP gave_VBD her_PRP$ book_NN to_TO the_DT children_NNS ._.");
    check("The_DT river_NN that_WDT was_VBD dry_JJ ._.");
}

#[test]
fn names_and_capitals() {
    check("Governor_NNP Ortiz-Reyes_NNP visited_VBD Glimford_NNP in_IN March_NNP 2021_CD ._.");
    check("Separated_VBN families_NNS waited_VBD ._.");
    check(
        "In_IN May_NNP the_DT Harrow_NNP Green_NNP Shelter_NNP opened_VBD its_PRP$ doors_NNS to_TO all_DT ._.",
    );
    check("It_PRP was_VBD found_VBN at_IN Cairn_NNP Fell_NNP in_IN 2005_CD ._.");
    check("Guatemala-based_JJ activists_NNS met_VBD two_CD ICEs_NNPS ._.");
    // A lower-case word never becomes a name, however many names stand around it.
    check("Former_JJ Mayor_NNP Ed_NNP Stone_NNP met_VBD other_JJ United_NNP Nations_NNPS staff_NN ._.");
    assert_eq!(tags("FOR IMMEDIATE RELEASE"), ["IN", "JJ", "NN"]);
    assert_ne!(tags("US OFFICIALS WARN OF FLOODS")[0], "PRP");
    assert_eq!(tags("Board Approves Budget After Debate")[1], "VBZ");
}

#[test]
fn numbers() {
    check("1,200_CD $5_CD -3_CD 12:30_CD 50%_CD 5km_CD ½_CD 2017-2018_CD");
    check("the_DT 3rd_JJ time_NN");
    check("a_DT 30-day_JJ stay_NN");
    check("two_CD 16-year-olds_NNS");
    check("in_IN the_DT 1980s_NNS");
    check("thirty-two_CD votes_NNS");
    check("of_IN COVID-19_NNP cases_NNS in_IN Q3_NNP");
}

#[test]
fn unknown_words_go_by_their_endings() {
    check("They_PRP glimborked_VBD the_DT zorbings_NNS fralmily_RB ._.");
    check("a_DT glimborkable_JJ zorbness_NN");
}

#[test]
fn contractions_whole_and_split() {
    check("They_PRP did_VBD n't_RB go_VB ._.");
    check("They_PRP didn't_VBD go_VB ._.");
    check("It_PRP can’t_MD rain_VB ._.");
    check("The_DT town’s_NN mayor_NN spoke_VBD ._.");
    check("The_DT town_NN 's_POS mayor_NN spoke_VBD ._.");
}

#[test]
fn marks() {
    check("\"_`` Yes_UH ,_, \"_'' she_PRP said_VBD (_( twice_RB )_) ;_: –_: ._.");
    check("“_`` Yes_UH ”_'' ._.");
    check("€_$ 5_CD §_SYM");
}

#[test]
fn nothing_and_strange_words() {
    let mut tags = vec![Tag::NN];
    tag_words(&[], &mut tags);
    assert!(tags.is_empty());
    let long = "x".repeat(500);
    let capital = "É".repeat(30);
    let words =
        ["", " ", "\u{0}", &long, &capital, "’", "--", "n't", "'", "𝟛", "-", "a-", "-a", "Ⅷ", "\u{202e}x"];
    tag_words(&words, &mut tags);
    assert_eq!(tags.len(), words.len());
    assert!(tags.iter().all(|t| *t != Tag::Outside));
}

#[test]
fn a_long_sentence_is_tagged_like_short_ones() {
    let phrase = ["the", "office", "released", "a", "report", "on", "12", "calls", ",", "and"];
    let mut short = Vec::new();
    let repeated: Vec<&str> = phrase.iter().copied().cycle().take(10 * 5).collect();
    tag_words(&repeated, &mut short);
    for length in [119, 122, 123, 124, 130, 244, 400, 1000] {
        let words: Vec<&str> = phrase.iter().copied().cycle().take(length).collect();
        let mut tags = Vec::new();
        tag_words(&words, &mut tags);
        for (i, tag) in tags.iter().enumerate().take(length - 5).skip(10) {
            assert_eq!(*tag, short[10 + i % 10], "word {i} of {length}");
        }
    }
}

#[test]
fn names_of_tags_are_unique_and_known() {
    for (i, tag) in Tag::ALL.into_iter().enumerate() {
        assert_eq!(tag as usize, i);
        assert_eq!(Tag::from_name(tag.name()), Some(tag));
    }
    assert_eq!(std::mem::size_of::<Tag>(), 1);
}

#[test]
fn kinds_of_tags() {
    assert!(Tag::NNPS.is_noun() && Tag::NNPS.is_plural() && Tag::NNPS.is_proper());
    assert!(!Tag::VB.is_noun() && Tag::VBZ.is_verb() && !Tag::MD.is_verb() && Tag::MD.is_finite_verb());
    assert!(Tag::JJS.is_adjective() && !Tag::RB.is_adjective() && Tag::RBS.is_adverb());
    assert!(
        Tag::CloseQuote.is_punctuation() && Tag::Period.is_punctuation() && !Tag::Currency.is_punctuation()
    );
}

#[test]
fn the_lexicon_knows_what_words_may_be() {
    let report = entry("report").unwrap();
    assert!(report.may.noun() && report.may.base_verb() && !report.may.adverb());
    assert!(entry("children").unwrap().may.plural_noun());
    assert!(!entry("of").unwrap().may.noun());
    assert_eq!(entry("glimbork"), None);
}

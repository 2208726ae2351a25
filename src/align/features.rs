//! What can be told of a pair of claims whose values clash, as numbers: what the weights of
//! [`super::weights`] were learned for. [`super::reader`] fills them in.

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The features of a pair.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Features { $($(#[$doc])* pub $name: f32,)* }

        impl Features {
            /// Their names, in the order of [`Features::values`].
            pub const NAMES: &[&str] = &[$(stringify!($name),)*];

            /// All of them.
            #[must_use]
            pub const fn values(&self) -> [f32; Self::NAMES.len()] {
                [$(self.$name,)*]
            }
        }
    };
}

features! {
    /// Sum of the reasons.
    score,
    /// How many distinctions keep the two apart, and which.
    apart,
    apart_other_period,
    apart_other_mode,
    apart_part_and_whole,
    apart_additional,
    apart_side_by_side,
    apart_other_name,
    apart_opposite,
    apart_other_event,
    apart_other_time,
    apart_other_edge,
    apart_other_kind,
    apart_other_noun,
    apart_other_thing,
    apart_other_measure,
    // Weights of single reasons.
    subject,
    slip,
    near,
    far_apart,
    context,
    clause,
    label,
    same_noun,
    no_noun,
    same_unit,
    same_modifiers,
    other_modifiers,
    same_predicate,
    like_predicate,
    other_predicate,
    other_names,
    lone_name,
    lone_period,
    each,
    pronoun,
    antecedent,
    same_period,
    same_document,
    /// The counted nouns: 3 the same, 2 alike, 1 one a kind of the other, 0 open, -1 others.
    nouns,
    /// Cosine of the two claims' words.
    sense,
    /// Cosine of two nouns, or of two verbs, that differ.
    noun_sense,
    verb_sense,
    noun_rarity,
    verb_rarity,
    /// How many of the two nouns are inferred, and how many verbs are missing.
    implied_nouns,
    verbs_missing,
    is_count,
    is_money,
    is_percent,
    is_duration,
    is_measure,
    is_date,
    is_range,
    is_ordinal,
    is_time,
    /// One is a bound that each of a kind is said to keep; and the other names that kind.
    of_all,
    of_kind,
    /// How many of the two stand in a cell, at the head of a document, in a title, list or note.
    cells,
    heads,
    titles,
    list_items,
    footnotes,
    one_part,
    /// By how much it is likelier than the next best partner of either.
    margin_min,
    margin_max,
    /// How many of the two values the other's document gives elsewhere; and of the same thing.
    echoed,
    echoed_like,
    /// The other's value stands in the same sentence.
    beside,
    /// A third figure near one of them is what the two come to, or what one lacks of the other.
    adds_up,
    digits_min,
    digits_max,
    hedged,
    slip_digits,
    slip_scale,
    slip_transposed,
    slip_digit,
    slip_unit,
    slip_year,
    slip_month,
    slip_day,
    /// Logarithm of the ratio of two values, of the days between two dates, and of their width.
    ratio,
    days_apart,
    days_wide,
    anchored,
    rates,
    /// Logarithm of how many claims of the kind and noun its own and the other document have.
    peers_own,
    peers_other,
    /// Logarithm of how many values the two documents give for the kind and noun of either.
    values_own,
    values_other,
    /// How many other documents on the subject say what the one claim says, and what the other.
    support_min,
    support_max,
    /// The word of both sentences that the fewest values of this kind stand beside: logarithm of how many those are in
    /// the one document by how many in the other, and its weight. `NO_KEY` where they share none.
    key,
    key_weight,
    /// The same for words that either value itself is tied to.
    own_key,
    own_key_weight,
    /// Shared words, each by the share of the values beside it that the pair is.
    keys,
    /// How many say "the 16 stops", "all 16", "its 16": all there are.
    definite,
    /// How many ordinals say what something is: "it is the third survey", "her third opera, ...".
    predicative,
    /// How many count how often something came about, and whether each is the only one in its document to do so.
    ranks,
    lone_ranks,
    /// How many stand among the first sentences of their documents.
    leads,
    /// Names of either sentence that are strange to the other's document.
    stray_names,
    /// Weight of the most telling word of either claim that the other's sentence lacks.
    missing_max,
    kin,
    names_shared,
    periods,
    modes_differ,
    not_actual,
    attributed,
    totals,
    subsets,
    identifying,
    sentence_dice,
    sentence_shared,
    clause_dice,
    clause_shared,
    words_min,
    words_max,
    /// How much of the words of one claim the sentence of the other has, word for word or nearly.
    covered_min,
    covered_max,
    /// The same for its noun and verb alone.
    core_min,
    core_max,
    /// One is an average, a median, a peak or a low and the other is not; both are the same.
    statistics_differ,
    statistics_same,
    /// One speaks of the last, an earlier or another one.
    earlier_differs,
    /// The same of the words beside each value: of the six next to it, and of the three; and the weight of the two
    /// among the latter that are most like each other.
    window_min,
    window_max,
    next_min,
    next_max,
    next_best,
    /// What the passages share: two sentences before and behind with the own one, one, and two without it.
    passage_dice,
    passage_shared,
    nearby_dice,
    nearby_shared,
    around_dice,
    around_shared,
    /// How much of one's sentence the other's passage has.
    within_min,
    within_max,
    /// Other figures that stand near both: in their sentences, in those beside them, in the passage; and their share.
    figures_sentence,
    figures_sentence_share,
    figures_near,
    figures_near_share,
    figures_far,
    figures_far_share,
    /// Of a cell and a figure in prose, how many figures near that stand in the cell's row or column.
    row_figures,
    row_figures_near,
    column_figures,
    column_figures_near,
    /// Logarithm of how many of the other document's values of the kind are nearer to one: in value, in value and of
    /// a thing of the same name, in what the words are about, in words of the clause; and in value as well.
    closer_min,
    closer_max,
    closer_noun_min,
    closer_noun_max,
    sense_rank_min,
    sense_rank_max,
    clause_rank_min,
    clause_rank_max,
    outdone_min,
    outdone_max,
    outdone_clause_min,
    outdone_clause_max,
    /// Best score of one of them with a claim of a third document that says what the other says.
    chorus_min,
    chorus_max,
    /// In how many places two numbers of as many digits differ.
    digits_off,
    noun_and_verb,
    slip_and_covered,
    near_and_covered,
    subject_and_covered,
    slip_and_context,
}

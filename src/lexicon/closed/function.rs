//! Words that carry grammar and hardly any topic, and the words that turn a clause around.

#[rustfmt::skip]
static FUNCTION_WORDS: &[&str] = &[
    "'d", "'ll", "'m", "'re", "'s", "'ve", "a", "about", "above", "according", "across", "after", "again",
    "against", "all", "almost", "along", "already", "also", "although", "always", "am", "amid", "among",
    "amongst", "an", "and", "another", "any", "apart", "are", "aren't", "around", "as", "at", "be",
    "because", "been", "before", "behind", "being", "below", "beside", "besides", "between", "beyond",
    "both", "but", "by", "can", "can't", "cannot", "could", "couldn't", "despite", "did", "didn't", "do",
    "does", "doesn't", "doing", "don't", "done", "down", "due", "during", "e.g.", "each", "either", "else",
    "etc", "etc.", "even", "ever", "every", "except", "following", "for", "from", "furthermore", "had",
    "hadn't", "half", "has", "hasn't", "have", "haven't", "having", "he", "he's", "hence", "her", "here",
    "hers", "herself", "him", "himself", "his", "how", "however", "i", "i'm", "i've", "i.e.", "if", "in",
    "instead", "into", "is", "isn't", "it", "it's", "its", "itself", "just", "least", "less", "like", "may",
    "me", "meanwhile", "might", "mine", "more", "moreover", "most", "must", "my", "myself", "n't", "near",
    "neither", "never", "no", "nor", "not", "now", "of", "off", "often", "on", "once", "one", "only",
    "onto", "or", "other", "others", "ought", "our", "ours", "ourselves", "out", "over", "own", "per",
    "perhaps", "quite", "rather", "same", "shall", "she", "she's", "should", "shouldn't", "since", "so",
    "some", "still", "such", "than", "that", "that's", "the", "their", "theirs", "them", "themselves",
    "then", "there", "there's", "therefore", "these", "they", "they're", "this", "those", "though",
    "through", "thus", "till", "to", "too", "toward", "towards", "under", "unless", "unlike", "until", "up",
    "upon", "us", "very", "via", "vs", "vs.", "was", "wasn't", "we", "we're", "were", "weren't", "what",
    "what's", "whatever", "when", "where", "whereas", "whether", "which", "whichever", "while", "who",
    "who's", "whoever", "whom", "whose", "why", "will", "with", "within", "without", "won't", "would",
    "wouldn't", "yet", "you", "you're", "your", "yours", "yourself", "yourselves",
];

#[rustfmt::skip]
static NEGATORS: &[&str] = &[
    "aren't", "barely", "can't", "cannot", "couldn't", "denied", "denies", "deny", "denying", "didn't",
    "doesn't", "don't", "fail", "failed", "failing", "fails", "false", "hadn't", "hardly", "hasn't",
    "haven't", "incorrect", "incorrectly", "isn't", "lack", "lacked", "lacking", "lacks", "n't", "neither",
    "never", "no", "nobody", "none", "nor", "not", "nothing", "nowhere", "scarcely", "shouldn't", "untrue",
    "wasn't", "weren't", "without", "won't", "wouldn't", "wrongly",
];

static NEGATING_PHRASES: &[&str] = &[
    "apart from",
    "as opposed to",
    "except for",
    "far from",
    "instead of",
    "no longer",
    "none of",
    "not one of",
    "not yet",
    "other than",
    "rather than",
    "rule out",
    "ruled out",
    "rules out",
];

/// Whether the word says nothing of the topic: articles, pronouns, prepositions, conjunctions,
/// auxiliaries, the commonest adverbs, and marks.
#[inline]
pub fn is_function_word(word: &str) -> bool {
    super::holds(FUNCTION_WORDS, word) || !word.chars().any(char::is_alphanumeric)
}

/// Whether the word denies what stands around it: `not`, `never`, `without`, `failed`.
#[inline]
pub fn is_negator(word: &str) -> bool {
    super::holds(NEGATORS, word)
}

/// A negating phrase that the words start with, such as `no longer` or `rather than`.
pub fn negating_phrase(words: &[&str]) -> Option<usize> {
    super::longest_sorted(NEGATING_PHRASES, |p| p, words).map(|(used, _)| used)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        super::super::assert_sorted(FUNCTION_WORDS, |w| w);
        super::super::assert_sorted(NEGATORS, |w| w);
        super::super::assert_sorted(NEGATING_PHRASES, |w| w);
    }

    #[test]
    fn function_words() {
        for word in ["The", "of", "WAS", "their", "didn’t", "—", ","] {
            assert!(is_function_word(word), "{word}");
        }
        for word in ["children", "report", "2019", "released", "naïve"] {
            assert!(!is_function_word(word), "{word}");
        }
    }

    #[test]
    fn negation() {
        assert!(is_negator("didn’t") && is_negator("Not") && !is_negator("note"));
        assert_eq!(negating_phrase(&["no", "longer", "than"]), Some(2));
        assert_eq!(negating_phrase(&["no", "one"]), None);
    }
}

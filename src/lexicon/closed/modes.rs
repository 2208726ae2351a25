//! Words that say whether a statement is of what is, of what is planned, wished or guessed, or
//! of what somebody says.

/// What a word or phrase makes of the statement around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// `will`: has not happened yet.
    Future,
    /// `would`, `may`, `if`: need not happen.
    Conditional,
    /// `expected`, `forecast`, `projected`.
    Expected,
    /// `estimated`, `preliminary`: of what is, but not counted.
    Estimated,
    /// `planned`, `scheduled`, `pledged`.
    Planned,
    /// `target`, `goal`, `quota`.
    Target,
    /// `budgeted`, `appropriated`.
    Budgeted,
    /// `requested`, `proposed`, `recommended`.
    Requested,
    /// `alleged`, `reportedly`, `claimed`.
    Alleged,
    /// `former`, `originally`, `previously`: was so, perhaps no more.
    Former,
}

impl Mode {
    /// Whether a figure in this mode says nothing of what came about, so that it cannot clash
    /// with an actual one.
    pub const fn is_projection(self) -> bool {
        !matches!(self, Mode::Estimated | Mode::Alleged | Mode::Former)
    }
}

#[rustfmt::skip]
static MODES: &[(&str, Mode)] = &[
    ("'ll", Mode::Future), ("accusation", Mode::Alleged), ("accusations", Mode::Alleged),
    ("accuse", Mode::Alleged), ("accused", Mode::Alleged), ("accuses", Mode::Alleged),
    ("aim", Mode::Target), ("aimed", Mode::Target), ("aiming", Mode::Target), ("aims", Mode::Target),
    ("allegation", Mode::Alleged), ("allegations", Mode::Alleged), ("allege", Mode::Alleged),
    ("alleged", Mode::Alleged), ("allegedly", Mode::Alleged), ("alleges", Mode::Alleged),
    ("alleging", Mode::Alleged), ("allocated", Mode::Budgeted), ("allocation", Mode::Budgeted),
    ("allocations", Mode::Budgeted), ("anticipate", Mode::Expected), ("anticipated", Mode::Expected),
    ("anticipates", Mode::Expected), ("anticipating", Mode::Expected), ("anticipation", Mode::Expected),
    ("apparently", Mode::Alleged), ("applied", Mode::Requested), ("apply", Mode::Requested),
    ("appropriated", Mode::Budgeted), ("appropriation", Mode::Budgeted), ("appropriations", Mode::Budgeted),
    ("ask", Mode::Requested), ("asked", Mode::Requested), ("asking", Mode::Requested),
    ("asks", Mode::Requested), ("authorised", Mode::Budgeted), ("authorized", Mode::Budgeted),
    ("benchmark", Mode::Target), ("bid", Mode::Requested), ("budget", Mode::Budgeted),
    ("budgeted", Mode::Budgeted), ("budgeting", Mode::Budgeted), ("budgets", Mode::Budgeted),
    ("can", Mode::Conditional), ("cap", Mode::Target), ("ceiling", Mode::Target), ("claim", Mode::Alleged),
    ("claimed", Mode::Alleged), ("claiming", Mode::Alleged), ("claims", Mode::Alleged),
    ("commit", Mode::Planned), ("commitment", Mode::Planned), ("commits", Mode::Planned),
    ("committed", Mode::Planned), ("contend", Mode::Alleged), ("contended", Mode::Alleged),
    ("contends", Mode::Alleged), ("could", Mode::Conditional), ("couldn't", Mode::Conditional),
    ("demand", Mode::Requested), ("demanded", Mode::Requested), ("demands", Mode::Requested),
    ("disputed", Mode::Alleged), ("due", Mode::Planned), ("earlier", Mode::Former),
    ("earmarked", Mode::Budgeted), ("estimate", Mode::Estimated), ("estimated", Mode::Estimated),
    ("estimates", Mode::Estimated), ("estimating", Mode::Estimated), ("estimation", Mode::Estimated),
    ("expect", Mode::Expected), ("expectation", Mode::Expected), ("expectations", Mode::Expected),
    ("expected", Mode::Expected), ("expecting", Mode::Expected), ("expects", Mode::Expected),
    ("forecast", Mode::Expected), ("forecasted", Mode::Expected), ("forecasting", Mode::Expected),
    ("forecasts", Mode::Expected), ("foresaw", Mode::Expected), ("foresee", Mode::Expected),
    ("foresees", Mode::Expected), ("former", Mode::Former), ("formerly", Mode::Former),
    ("forthcoming", Mode::Future), ("goal", Mode::Target), ("goals", Mode::Target),
    ("guidance", Mode::Expected), ("hope", Mode::Target), ("hoped", Mode::Target), ("hopes", Mode::Target),
    ("hoping", Mode::Target), ("hypothetical", Mode::Conditional), ("hypothetically", Mode::Conditional),
    ("if", Mode::Conditional), ("initial", Mode::Former), ("initially", Mode::Former),
    ("intend", Mode::Planned), ("intended", Mode::Planned), ("intending", Mode::Planned),
    ("intends", Mode::Planned), ("likely", Mode::Expected), ("may", Mode::Conditional),
    ("might", Mode::Conditional), ("objective", Mode::Target), ("objectives", Mode::Target),
    ("once", Mode::Former), ("original", Mode::Former), ("originally", Mode::Former),
    ("outlook", Mode::Expected), ("plan", Mode::Planned), ("planned", Mode::Planned),
    ("planning", Mode::Planned), ("plans", Mode::Planned), ("pledge", Mode::Planned),
    ("pledged", Mode::Planned), ("pledges", Mode::Planned), ("pledging", Mode::Planned),
    ("possible", Mode::Conditional), ("possibly", Mode::Conditional), ("potential", Mode::Conditional),
    ("potentially", Mode::Conditional), ("predict", Mode::Expected), ("predicted", Mode::Expected),
    ("predicting", Mode::Expected), ("prediction", Mode::Expected), ("predictions", Mode::Expected),
    ("predicts", Mode::Expected), ("preliminary", Mode::Estimated), ("previously", Mode::Former),
    ("prior", Mode::Former), ("probable", Mode::Expected), ("probably", Mode::Expected),
    ("project", Mode::Expected), ("projected", Mode::Expected), ("projecting", Mode::Expected),
    ("projection", Mode::Expected), ("projections", Mode::Expected), ("projects", Mode::Expected),
    ("promise", Mode::Planned), ("promised", Mode::Planned), ("promises", Mode::Planned),
    ("proposal", Mode::Requested), ("proposals", Mode::Requested), ("propose", Mode::Requested),
    ("proposed", Mode::Requested), ("proposes", Mode::Requested), ("proposing", Mode::Requested),
    ("prospective", Mode::Expected), ("provisional", Mode::Estimated), ("purported", Mode::Alleged),
    ("purportedly", Mode::Alleged), ("purports", Mode::Alleged), ("quota", Mode::Target),
    ("quotas", Mode::Target), ("recommend", Mode::Requested), ("recommendation", Mode::Requested),
    ("recommendations", Mode::Requested), ("recommended", Mode::Requested), ("recommends", Mode::Requested),
    ("reportedly", Mode::Alleged), ("request", Mode::Requested), ("requested", Mode::Requested),
    ("requesting", Mode::Requested), ("requests", Mode::Requested), ("rumored", Mode::Alleged),
    ("rumoured", Mode::Alleged), ("schedule", Mode::Planned), ("scheduled", Mode::Planned),
    ("schedules", Mode::Planned), ("scheduling", Mode::Planned), ("seek", Mode::Target),
    ("seeking", Mode::Target), ("seeks", Mode::Target), ("set", Mode::Planned), ("shall", Mode::Future),
    ("should", Mode::Conditional), ("shouldn't", Mode::Conditional), ("slated", Mode::Planned),
    ("sought", Mode::Target), ("suggest", Mode::Requested), ("suggested", Mode::Requested),
    ("suggests", Mode::Requested), ("supposed", Mode::Alleged), ("supposedly", Mode::Alleged),
    ("suspect", Mode::Alleged), ("suspected", Mode::Alleged), ("suspects", Mode::Alleged),
    ("target", Mode::Target), ("targeted", Mode::Target), ("targeting", Mode::Target),
    ("targets", Mode::Target), ("then-", Mode::Former), ("unconfirmed", Mode::Alleged),
    ("unless", Mode::Conditional), ("unofficial", Mode::Estimated), ("unverified", Mode::Alleged),
    ("upcoming", Mode::Future), ("vow", Mode::Planned), ("vowed", Mode::Planned), ("vows", Mode::Planned),
    ("whether", Mode::Conditional), ("will", Mode::Future), ("won't", Mode::Future),
    ("would", Mode::Conditional), ("wouldn't", Mode::Conditional),
];

#[rustfmt::skip]
static MODE_PHRASES: &[(&str, Mode)] = &[
    ("about to", Mode::Future), ("aims to", Mode::Target), ("appears to", Mode::Alleged),
    ("are said to", Mode::Alleged), ("are to", Mode::Future), ("as if", Mode::Conditional),
    ("at one point", Mode::Former), ("believed to", Mode::Alleged), ("designed to", Mode::Planned),
    ("due to be", Mode::Planned), ("even if", Mode::Conditional), ("going to", Mode::Future),
    ("hopes to", Mode::Target), ("if not", Mode::Conditional), ("in the event of", Mode::Conditional),
    ("is said to", Mode::Alleged), ("is to", Mode::Future), ("likely to", Mode::Expected),
    ("meant to", Mode::Planned), ("no longer", Mode::Former), ("on course to", Mode::Expected),
    ("on track to", Mode::Expected), ("plans to", Mode::Planned), ("seems to", Mode::Alleged),
    ("set to", Mode::Planned), ("subject to", Mode::Conditional), ("supposed to", Mode::Planned),
    ("thought to", Mode::Alleged), ("up for", Mode::Requested), ("used to", Mode::Former),
];

#[rustfmt::skip]
static REPORTING_VERBS: &[&str] = &[
    "acknowledge", "acknowledged", "acknowledges", "add", "added", "adding", "adds", "admit", "admits",
    "admitted", "allege", "alleged", "alleges", "announce", "announced", "announces", "announcing", "argue",
    "argued", "argues", "believe", "believed", "believes", "calculate", "calculated", "calculates", "cite",
    "cited", "cites", "claim", "claimed", "claims", "concede", "conceded", "conclude", "concluded",
    "concludes", "confirm", "confirmed", "confirms", "declare", "declared", "declares", "describe",
    "described", "describes", "determine", "determined", "determines", "disclose", "disclosed", "discloses",
    "estimate", "estimated", "estimates", "explain", "explained", "explains", "find", "finds", "found",
    "indicate", "indicated", "indicates", "insist", "insisted", "insists", "maintain", "maintained",
    "maintains", "note", "noted", "notes", "noting", "publish", "published", "publishes", "quote", "quoted",
    "quotes", "recall", "recalled", "recalls", "record", "recorded", "records", "release", "released",
    "releases", "report", "reported", "reporting", "reports", "reveal", "revealed", "reveals", "said",
    "say", "saying", "says", "show", "showed", "shown", "shows", "state", "stated", "states", "stating",
    "suggest", "suggested", "suggests", "tell", "telling", "tells", "testified", "testifies", "testify",
    "think", "thinks", "thought", "told", "tweet", "tweeted", "warn", "warned", "warns", "write", "writes",
    "writing", "written", "wrote",
];

static ATTRIBUTIONS: &[&str] = &[
    "according to",
    "as noted by",
    "as per",
    "as reported by",
    "as stated by",
    "based on",
    "cited by",
    "citing",
    "data from",
    "figures from",
    "in a statement",
    "in an interview",
    "in the view of",
    "in the words of",
    "per",
    "quoting",
    "said by",
];

/// What a single word, in any of its forms, makes of the statement. Several are common words of
/// other meaning (`may`, `set`, `plan`, `due`, `can`): look at the tag before trusting one.
#[inline]
pub fn mode_word(word: &str) -> Option<Mode> {
    super::position(MODES, |(w, _)| w, word).map(|i| MODES[i].1)
}

/// The longest phrase of a mode that the words start with: `going to`, `on track to`.
pub fn mode_phrase(words: &[&str]) -> Option<(usize, Mode)> {
    super::longest_sorted(MODE_PHRASES, |(p, _)| p, words).map(|(used, (_, mode))| (used, *mode))
}

/// Whether the word, in any of its forms, is a verb by which somebody tells something.
#[inline]
pub fn is_reporting_verb(word: &str) -> bool {
    super::holds(REPORTING_VERBS, word)
}

/// A phrase naming a source that the words start with: `according to`, `citing`.
pub fn attribution(words: &[&str]) -> Option<usize> {
    super::longest_sorted(ATTRIBUTIONS, |p| p, words).map(|(used, _)| used)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        super::super::assert_sorted(MODES, |(w, _)| w);
        super::super::assert_sorted(MODE_PHRASES, |(w, _)| w);
        super::super::assert_sorted(REPORTING_VERBS, |w| w);
        super::super::assert_sorted(ATTRIBUTIONS, |w| w);
    }

    #[test]
    fn modes() {
        assert_eq!(mode_word("Projected"), Some(Mode::Expected));
        assert_eq!(mode_word("budgeted"), Some(Mode::Budgeted));
        assert_eq!(mode_word("allegedly"), Some(Mode::Alleged));
        assert_eq!(mode_word("won’t"), Some(Mode::Future));
        assert_eq!(mode_word("separated"), None);
        assert_eq!(mode_phrase(&["on", "track", "to", "reach"]), Some((3, Mode::Expected)));
        assert!(Mode::Target.is_projection() && !Mode::Alleged.is_projection());
    }

    #[test]
    fn sources() {
        assert!(is_reporting_verb("Said") && is_reporting_verb("announced") && !is_reporting_verb("ran"));
        assert_eq!(attribution(&["According", "to", "the"]), Some(2));
        assert_eq!(attribution(&["according"]), None);
    }
}

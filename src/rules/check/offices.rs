//! Offices that people hold, and which of them nobody has at one time. Who holds one is left to others.

/// An office: its head, and the words that tell it from others with this head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    pub head: &'static str,
    pub sorts: Vec<&'static str>,
    /// Words for the body that it is an office of, where they are told.
    pub of: Vec<String>,
    /// As written.
    pub text: String,
}

impl Office {
    /// True when nobody is called both at one time, in long or in short.
    #[must_use]
    pub fn excludes(&self, other: &Self) -> bool {
        // The director of a film may be deputy director of a museum.
        let elsewhere = !self.of.iter().any(|word| other.of.contains(word));
        if !self.of.is_empty() && !other.of.is_empty() && elsewhere {
            return false;
        }
        if self.head != other.head {
            return APART.iter().any(|group| group.contains(&self.head) && group.contains(&other.head));
        }
        let rank = |office: &Self| office.sorts.iter().any(|sort| RANKS.contains(sort));
        let kinds = |office: &Self| -> Vec<&str> {
            office.sorts.iter().copied().filter(|sort| !RANKS.contains(sort)).collect()
        };
        let (own, theirs) = (kinds(self), kinds(other));
        let within = |a: &[&str], b: &[&str]| a.iter().all(|sort| b.contains(sort));
        // "finance director" may be called "director" in short, the deputy mayor never "mayor"; and
        // an associate professor is called professor.
        rank(self) != rank(other) && self.head != "professor"
            || !within(&own, &theirs) && !within(&theirs, &own)
    }
}

/// Names of offices of which a body has one, or few, and what they are called here.
const HEADS: &[(&str, &str)] = &[
    ("admiral", "admiral"),
    ("ambassador", "ambassador"),
    ("architect", "architect"),
    ("captain", "captain"),
    ("chair", "chair"),
    ("chairman", "chair"),
    ("chairperson", "chair"),
    ("chairwoman", "chair"),
    ("colonel", "colonel"),
    ("commissioner", "commissioner"),
    ("constable", "constable"),
    ("coordinator", "coordinator"),
    ("curator", "curator"),
    ("dean", "dean"),
    ("director", "director"),
    ("editor", "editor"),
    ("engineer", "engineer"),
    ("executive", "officer"),
    ("governor", "governor"),
    ("inspector", "inspector"),
    ("judge", "judge"),
    ("lieutenant", "lieutenant"),
    ("major", "major"),
    ("manager", "manager"),
    ("mayor", "mayor"),
    ("minister", "minister"),
    ("nurse", "nurse"),
    ("officer", "officer"),
    ("paramedic", "paramedic"),
    ("president", "president"),
    ("principal", "principal"),
    ("professor", "professor"),
    ("prosecutor", "prosecutor"),
    ("rector", "rector"),
    ("secretary", "secretary"),
    ("sergeant", "sergeant"),
    ("superintendent", "superintendent"),
    ("surgeon", "surgeon"),
    ("surveyor", "surveyor"),
    ("treasurer", "treasurer"),
];

/// Offices of which nobody holds two, and is called by none but their own.
const APART: &[&[&str]] = &[
    &["chair", "treasurer", "secretary"],
    &["constable", "sergeant", "inspector", "superintendent"],
    &["sergeant", "lieutenant", "captain", "major", "colonel", "admiral"],
    &["judge", "prosecutor"],
    &["surgeon", "nurse", "paramedic"],
    &["architect", "engineer", "surveyor"],
    &["mayor", "governor", "ambassador"],
];

/// Words that put one below the office.
const RANKS: &[&str] = &["deputy", "vice", "assistant", "associate"];

/// Words that tell one office from another with this head, and what they are called here.
const SORTS: &[(&str, &str)] = &[
    ("deputy", "deputy"),
    ("vice", "vice"),
    ("assistant", "assistant"),
    ("associate", "associate"),
    ("chief", "chief"),
    ("first", "first"),
    ("second", "second"),
    ("third", "third"),
    ("agriculture", "agriculture"),
    ("artistic", "artistic"),
    ("clinical", "medical"),
    ("communications", "press"),
    ("culture", "culture"),
    ("defence", "defence"),
    ("defense", "defence"),
    ("design", "design"),
    ("development", "development"),
    ("education", "education"),
    ("energy", "energy"),
    ("environment", "environment"),
    ("executive", "executive"),
    ("finance", "finance"),
    ("financial", "finance"),
    ("foreign", "foreign"),
    ("health", "health"),
    ("housing", "housing"),
    ("human", "personnel"),
    ("information", "technical"),
    ("interior", "interior"),
    ("justice", "justice"),
    ("legal", "legal"),
    ("marketing", "marketing"),
    ("medical", "medical"),
    ("musical", "music"),
    ("music", "music"),
    ("news", "news"),
    ("nursing", "nursing"),
    ("operating", "operations"),
    ("operations", "operations"),
    ("personnel", "personnel"),
    ("planning", "planning"),
    ("press", "press"),
    ("production", "production"),
    ("research", "research"),
    ("safety", "safety"),
    ("sales", "sales"),
    ("science", "science"),
    ("scientific", "science"),
    ("security", "security"),
    ("sports", "sports"),
    ("technical", "technical"),
    ("technology", "technical"),
    ("trade", "trade"),
    ("training", "training"),
    ("transport", "transport"),
    ("treasury", "treasury"),
];

/// Words of an office's name that tell it from no other.
pub const PLAIN: &[&str] = &[
    "senior",
    "general",
    "honorary",
    "managing",
    "resources",
    "public",
    "club",
    "company",
    "council",
    "county",
    "city",
    "town",
    "borough",
    "district",
    "regional",
    "national",
    "federal",
    "state",
    "school",
    "hospital",
    "museum",
    "team",
    "party",
    "society",
    "project",
    "programme",
    "program",
    "police",
    "fire",
    "army",
    "and",
    "detective",
    "high",
    "court",
];

/// What the office that a word names is called here.
#[must_use]
pub fn head(word: &str) -> Option<&'static str> {
    HEADS.iter().find(|(name, _)| *name == word).map(|(_, head)| *head)
}

/// What a word that tells offices apart is called here.
#[must_use]
pub fn sort(word: &str) -> Option<&'static str> {
    SORTS.iter().find(|(name, _)| *name == word).map(|(_, sort)| *sort)
}

/// True for a word of an office's name.
#[must_use]
pub fn is_office(word: &str) -> bool {
    let word = word.to_lowercase();
    head(&word).is_some() || sort(&word).is_some() || PLAIN.contains(&word.as_str())
}

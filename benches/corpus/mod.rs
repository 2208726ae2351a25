//! Generated documents, from a fixed seed, that are like prose in what matters to alignment and its
//! cost: thousands of organisations in as many towns, each told of by a few documents in words of
//! their own; the same hundred things counted everywhere; dates and sums of money; and, where
//! wanted, one value in two hundred that another document contradicts.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;

use crossclaim::lexicon::closed::calendar::MONTHS;

/// Claims in one document, as read.
const CLAIMS_A_DOCUMENT: usize = 50;
/// Documents that tell of one organisation.
const DOCUMENTS_A_SUBJECT: usize = 4;
/// Facts that an organisation has; a document tells some of them.
const FACTS_A_SUBJECT: usize = 40;

/// SplitMix64: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const HEADS: &[&str] = &[
    "Nor", "East", "Ash", "Brack", "Cal", "Dun", "Elm", "Fair", "Glen", "Har", "Kings", "Lang", "Mar", "Oak",
    "Pem", "Quar", "Red", "Stan", "Thorn", "Up", "Wal", "Win", "Yar", "Birch", "Cran", "Dray", "Hazel",
    "Ivy",
];
const MIDDLES: &[&str] = &[
    "", "ber", "den", "fel", "ga", "hol", "in", "ker", "lo", "mer", "ning", "o", "pel", "ring", "sen", "ter",
    "ul", "ver", "wen", "y",
];
const TAILS: &[&str] = &[
    "well", "ton", "ford", "bury", "dale", "ham", "wick", "worth", "mouth", "field", "ley", "bridge",
    "stead", "combe", "hurst", "minster", "port", "gate", "shaw", "thorpe",
];
const LAST: &[&str] = &["Green", "Hill", "Cross", "Magna", "Parva", "Heath", "Bay", "Common", "Quay", "Vale"];
const BODIES: &[&str] = &[
    "Housing Association",
    "Harbour Board",
    "Library Trust",
    "Water Company",
    "Hospital Foundation",
    "Railway Society",
    "School District",
    "Arts Council",
    "Fishing Cooperative",
    "Police Authority",
    "Museum",
    "Rowing Club",
    "Food Bank",
    "Transit Agency",
    "Botanical Garden",
    "Theatre",
    "Airport Authority",
    "Forestry Office",
    "Shelter",
    "Energy Cooperative",
];
const THINGS: &[&str] = &[
    "members",
    "volunteers",
    "employees",
    "visitors",
    "patients",
    "students",
    "tenants",
    "boats",
    "cranes",
    "books",
    "manuscripts",
    "paintings",
    "buses",
    "trains",
    "tickets",
    "complaints",
    "applications",
    "permits",
    "inspections",
    "meetings",
    "workshops",
    "scholarships",
    "grants",
    "contracts",
    "invoices",
    "pumps",
    "wells",
    "trees",
    "seedlings",
    "greenhouses",
    "beds",
    "nurses",
    "surgeons",
    "ambulances",
    "classrooms",
    "teachers",
    "laptops",
    "desks",
    "flats",
    "houses",
    "garages",
    "gardens",
    "bicycles",
    "bridges",
    "lamps",
    "signals",
    "stations",
    "passengers",
    "pilots",
    "runways",
    "hangars",
    "cameras",
    "arrests",
    "officers",
    "patrols",
    "reports",
    "interviews",
    "surveys",
    "samples",
    "fish",
    "nets",
    "licences",
    "concerts",
    "plays",
    "actors",
    "musicians",
    "costumes",
    "meals",
    "parcels",
    "blankets",
    "families",
    "children",
    "dogs",
    "cats",
    "panels",
    "turbines",
    "batteries",
    "meters",
    "leaks",
    "pipes",
];
const DID: &[(&str, &str)] = &[
    ("bought", "purchased"),
    ("repaired", "mended"),
    ("counted", "recorded"),
    ("lost", "mislaid"),
    ("sold", "disposed of"),
    ("hired", "took on"),
    ("trained", "instructed"),
    ("replaced", "renewed"),
    ("registered", "listed"),
    ("inspected", "examined"),
    ("received", "got"),
    ("approved", "accepted"),
    ("rejected", "turned down"),
    ("cancelled", "called off"),
    ("opened", "inaugurated"),
    ("closed", "shut"),
    ("delivered", "supplied"),
    ("collected", "gathered"),
    ("lent", "loaned"),
    ("returned", "gave back"),
    ("moved", "relocated"),
    ("tested", "tried out"),
    ("rented", "leased"),
    ("stored", "kept"),
    ("insured", "covered"),
];
const SPENT: &[&str] = &[
    "new roof",
    "heating plant",
    "archive",
    "car park",
    "footbridge",
    "pavilion",
    "extension",
    "website",
    "jetty",
    "fence",
    "lift",
    "boiler",
    "reading room",
    "workshop",
    "playground",
    "drainage",
];
const EVENTS: &[(&str, &str)] = &[
    ("The annual assembly took place on", "The assembly of the year was held on"),
    ("The new chair was elected on", "The election of the new chair took place on"),
    ("The audit was completed on", "The auditors finished their work on"),
    ("The north wing was opened on", "The opening of the north wing took place on"),
    ("The strike ended on", "The end of the strike came on"),
    ("The contract was signed on", "The signing of the contract took place on"),
    ("The permit was issued on", "The issue of the permit came on"),
    ("The building was closed on", "The closure of the building came on"),
];
const FILLERS: &[&str] = &[
    "The weather was kind for most of the season, and the neighbours were patient.",
    "Nobody had expected so much interest, least of all the treasurer.",
    "The chair thanked everyone who had given their time.",
    "A longer account can be found in the minutes.",
    "Whether this will continue is hard to say.",
    "Opinions differ on how it came to this.",
];

/// What is true of an organisation.
enum Fact {
    Count { did: usize, thing: usize, count: usize },
    Money { what: usize, thousands: usize },
    Event { event: usize, month: usize, day: usize },
}

/// Facts that do not contradict each other: no two are about the same thing.
fn facts(random: &mut Random) -> Vec<Fact> {
    let mut about = BTreeSet::new();
    let mut facts = Vec::with_capacity(FACTS_A_SUBJECT);
    while facts.len() < FACTS_A_SUBJECT {
        let fact = match random.below(10) {
            0..=6 => {
                let digits = random.below(3);
                let count = 3 + random.below([90, 900, 9000][digits]);
                Fact::Count { did: random.below(DID.len()), thing: random.below(THINGS.len()), count }
            }
            7..=8 => Fact::Money { what: random.below(SPENT.len()), thousands: 5 + random.below(900) },
            _ => Fact::Event {
                event: random.below(EVENTS.len()),
                month: random.below(12),
                day: 1 + random.below(28),
            },
        };
        if about.insert(match fact {
            Fact::Count { thing, .. } => (0, thing),
            Fact::Money { what, .. } => (1, what),
            Fact::Event { event, .. } => (2, event),
        }) {
            facts.push(fact);
        }
    }
    facts
}

/// 1,234
fn grouped(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}

fn tell(fact: &Fact, name: &str, year: usize, off: bool, random: &mut Random, out: &mut String) {
    let way = random.below(3);
    let off = usize::from(off);
    let _ = match fact {
        Fact::Count { did, thing, count } => {
            let (one, other) = DID[*did];
            let (thing, count) = (THINGS[*thing], grouped(count + 7 * off));
            match way {
                0 => write!(out, "In {year} the {name} {one} {count} {thing}. "),
                1 => write!(out, "The {name} {other} {count} {thing} in {year}. "),
                _ => write!(out, "In the course of {year}, {count} {thing} were {one} by the {name}. "),
            }
        }
        Fact::Money { what, thousands } => {
            let (what, cost) = (SPENT[*what], format!("EUR {},000", thousands + 11 * off));
            match way {
                0 => write!(out, "The {name} spent {cost} on its {what} in {year}. "),
                1 => write!(out, "The {what} of the {name} cost {cost} in {year}. "),
                _ => write!(out, "For the {what} {cost} was paid by the {name} in {year}. "),
            }
        }
        Fact::Event { event, month, day } => {
            let (one, other) = EVENTS[*event];
            let lead = if way == 0 { one } else { other };
            write!(out, "{lead} {} {}, {year}, as the {name} had announced. ", MONTHS[*month], day + off)
        }
    };
}

/// Documents, and what is wrong in them.
pub struct Corpus {
    pub documents: Vec<(String, Vec<u8>)>,
    /// Sentences with a value that another sentence about the same fact contradicts: number of the
    /// document, and bytes.
    pub planted: Vec<(usize, Range<usize>)>,
}

/// A sentence that tells of fact `fact` of subject `subject`.
struct Told {
    subject: usize,
    fact: usize,
    off: bool,
    document: usize,
    at: Range<usize>,
}

/// Documents with about `claims` claims; where nothing is `planted`, all of them are in accord.
pub fn corpus(claims: usize, planted: bool) -> Corpus {
    let mut random = Random(20_260_801);
    let mut names = BTreeSet::new();
    let mut subject = (String::new(), 0, Vec::new());
    let (mut documents, mut told) = (Vec::new(), Vec::new());
    for number in 0..(claims / CLAIMS_A_DOCUMENT).max(1) {
        if number % DOCUMENTS_A_SUBJECT == 0 {
            let name = loop {
                let town = format!("{}{}{}", random.pick(HEADS), random.pick(MIDDLES), random.pick(TAILS));
                let last = if random.below(3) == 0 { "" } else { random.pick(LAST) };
                let body = random.pick(BODIES);
                // "The Ashford Museum" may well be the Ashford Green Museum.
                if names.insert((town.clone(), body)) {
                    break [&town, last, body]
                        .into_iter()
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>()
                        .join(" ");
                }
            };
            subject = (name, 2009 + random.below(12), facts(&mut random));
        }
        let (name, year, facts) = &subject;
        let mut text = format!("# Report on the {name}\n\n");
        // Two claims a sentence, the year being one.
        for nth in 0..CLAIMS_A_DOCUMENT / 2 {
            let fact = random.below(facts.len());
            let off = random.below(200) == 0 && planted;
            let start = text.len();
            tell(&facts[fact], name, *year, off, &mut random, &mut text);
            told.push(Told {
                subject: number / DOCUMENTS_A_SUBJECT,
                fact,
                off,
                document: number,
                at: start..text.len(),
            });
            if nth % 3 == 2 {
                text.push_str(random.pick(FILLERS));
            }
            text.push_str(if nth % 4 == 3 { "\n\n" } else { " " });
        }
        documents.push((format!("{:03}/{number}.md", number / 100), text.into_bytes()));
    }
    let right: BTreeSet<(usize, usize)> =
        told.iter().filter(|told| !told.off).map(|told| (told.subject, told.fact)).collect();
    let planted = told.into_iter().filter(|told| told.off && right.contains(&(told.subject, told.fact)));
    Corpus { documents, planted: planted.map(|told| (told.document, told.at)).collect() }
}

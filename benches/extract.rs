//! How fast claims are extracted, on one core and by stage, beside a plain scan of the same
//! bytes in the same run: the ratio of the two can be compared between machines. Then texts
//! made to be slow, each at two sizes: four times the text should cost four times the time.
//!
//! Directories named as arguments are measured as well: `cargo bench --bench extract -- papers/`.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use crossclaim::grammar::{read, scan};
use crossclaim::pipeline::{Options, extract, run_texts};
use crossclaim::prose::Text;
use crossclaim::source::SourceSet;
use regex_automata::dfa::regex::Regex;
use regex_automata::util::syntax;

/// The words that the plain scan finds besides digits.
const WORDS: &str = "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|\
    fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|\
    hundred|thousand|million|billion|trillion|dozen|half|third|quarter|first|second|\
    january|february|march|april|may|june|july|august|september|october|november|december|\
    monday|tuesday|wednesday|thursday|friday|saturday|sunday";

/// Bytes of the long text.
const LONG: usize = 20_000_000;

/// Texts made to be slow: what is repeated.
const HOSTILE: &[(&str, &str)] = &[
    ("one number", "7"),
    ("brackets", "("),
    ("one line", "the council of the town and 14 men of the mill "),
    ("numbers", "1 "),
    ("products", "5 x "),
    ("ranges", "5 to "),
    ("number words", "two hundred and "),
    ("dates", "May 4 and "),
    ("units", "5 hours "),
    ("quotes", "\"'"),
];

type Documents = Vec<(String, Vec<u8>)>;

/// The texts of a directory.
fn directory(directory: &Path) -> Documents {
    let mut paths: Vec<_> = std::fs::read_dir(directory)
        .expect("the directory is there")
        .map(|entry| entry.expect("is readable").path())
        .filter(|path| {
            path.extension().is_some_and(|ending| ["txt", "md", "html"].iter().any(|e| ending == *e))
        })
        .collect();
    paths.sort();
    let text = |path: &Path| std::fs::read(path).expect("texts are readable");
    paths.iter().map(|path| (path.display().to_string(), text(path))).collect()
}

/// One text of all seeds over and over, each time with its digits turned by another step.
fn long(seeds: &Documents) -> Documents {
    let mut text = Vec::with_capacity(LONG + LONG / 10);
    for copy in 0_u8.. {
        for (_, seed) in seeds {
            // A leading zero would change what is read as a number, so zeros stay.
            let turned = |byte: &u8| match byte {
                b'1'..=b'9' => b'1' + (byte - b'1' + copy % 9) % 9,
                other => *other,
            };
            text.extend(seed.iter().map(turned));
            text.extend_from_slice(b"\n\n");
        }
        if text.len() >= LONG || copy == u8::MAX {
            break;
        }
    }
    while text.len() < LONG {
        text.extend_from_within(..(LONG - text.len()).min(text.len()));
    }
    vec![("long.md".to_owned(), text)]
}

fn loaded(documents: Documents) -> SourceSet {
    run_texts(documents, &[], &Options { align: false, ..Options::default() }).sources
}

/// Seconds of the quickest of several runs, in which least else was going on.
fn quickest(times: u32, mut run: impl FnMut()) -> f64 {
    let timed = |_| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64()
    };
    (0..times).map(timed).fold(f64::INFINITY, f64::min)
}

/// Every stage over the same documents.
fn stages(name: &str, documents: Documents, times: u32) {
    let bytes: Vec<u8> = documents.iter().flat_map(|(_, bytes)| bytes.clone()).collect();
    let sources = loaded(documents);
    let texts: Vec<Text> = sources.documents().iter().map(Text::of).collect();
    let plain = Regex::builder()
        .syntax(syntax::Config::new().unicode(false).utf8(false).case_insensitive(true))
        .build(&format!(r"[0-9]+|\b(?:{WORDS})\b"))
        .expect("is an expression");
    let plain = quickest(times, || {
        black_box(plain.find_iter(black_box(&bytes)).count());
    });
    let prose = quickest(times, || {
        for document in sources.documents() {
            black_box(Text::of(document));
        }
    });
    let scanned = quickest(times, || {
        let (mut hits, mut unread) = (Vec::new(), Vec::new());
        for text in &texts {
            for sentence in &text.sentences {
                scan(text.sentence(sentence), &mut hits, &mut unread);
                black_box(&hits);
            }
        }
    });
    let filled = quickest(times, || {
        for (document, text) in sources.documents().iter().zip(&texts) {
            black_box(read(document, text));
        }
    });
    let whole = quickest(times, || {
        black_box(extract(black_box(&sources)));
    });
    println!("{name}, {:.1} MB, one core", bytes.len() as f64 / 1e6);
    let show = |stage: &str, seconds: f64| {
        println!("  {stage:<32} {:>7.1} MB/s", bytes.len() as f64 / 1e6 / seconds);
    };
    show("plain scan for numbers and days", plain);
    show("prose", prose);
    show("grammar: scan for values", scanned);
    show("grammar: context and slots", filled - scanned);
    show("extraction, whole", whole);
    println!("  extraction costs {:.1} times the plain scan", whole / plain);
}

fn hostile() {
    println!("made to be slow, ms/MB of whole extraction at two sizes");
    for (name, part) in HOSTILE {
        let cost = |bytes: usize| {
            let text = part.repeat(bytes / part.len());
            let sources = loaded(vec![("hostile.txt".to_owned(), text.into_bytes())]);
            let seconds = quickest(1, || {
                black_box(extract(black_box(&sources)));
            });
            seconds * 1e9 / bytes as f64
        };
        println!("  {name:<14} 100 kB: {:>8.1}   400 kB: {:>8.1}", cost(100_000), cost(400_000));
    }
}

fn main() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be started");
    pool.install(|| {
        for argument in std::env::args().skip(1).filter(|argument| !argument.starts_with('-')) {
            stages(&argument, directory(Path::new(&argument)), 20);
        }
        let seeds = directory(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"));
        let text = long(&seeds);
        stages("seeds", seeds, 20);
        stages("one text", text, 2);
        hostile();
    });
}

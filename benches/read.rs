//! How fast documents become the text that a reader reads, on one core and by format, beside a plain
//! scan of the same bytes in the same run: the ratio of the two can be compared between machines.
//!
//! Files named as arguments are measured as well: `cargo bench --bench read -- page.html report.docx`. How much
//! memory one took is for `time -v crossclaim claims FILE` to say.

use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use crossclaim::prose::Text;
use crossclaim::source::{BlockKind, Document, load_texts};

/// Bytes of each text.
const LONG: usize = 8_000_000;
/// Runs of which the fastest counts.
const ROUNDS: u32 = 5;

/// Seconds that this thread has been at work, where the system tells; by the clock elsewhere.
fn seconds(started: Instant) -> f64 {
    let worked = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = worked.and_then(|worked| worked.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| started.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// Seconds of the quickest of several runs, in which least else was going on.
fn quickest<T>(mut run: impl FnMut() -> T) -> f64 {
    let started = Instant::now();
    let timed = |_| {
        let start = seconds(started);
        black_box(run());
        seconds(started) - start
    };
    (0..ROUNDS).map(timed).fold(f64::INFINITY, f64::min)
}

/// The seeds one after another, until there are enough of them.
fn seeds() -> Vec<Document> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<_> = std::fs::read_dir(directory)
        .expect("the seeds are there")
        .map(|entry| entry.expect("is readable").path())
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| std::fs::read_to_string(path).expect("seeds are text");
    paths.iter().map(|path| Document::parse(&path.display().to_string(), read(path))).collect()
}

/// Repeats `part` to a long text.
fn long(part: &str) -> String {
    part.repeat(LONG / part.len() + 1)
}

/// Wraps the words of a block as writers of plain text do.
fn wrapped(words: &str, out: &mut String) {
    let mut column = 0;
    for word in words.split_whitespace() {
        if column > 0 && column + word.len() > 78 {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
        }
        out.push_str(word);
        column += word.len() + 1;
    }
    out.push_str("\n\n");
}

/// The same words as a page: blocks in tags, and in them emphasis, links and entities.
fn page(words: &str, kind: &BlockKind, out: &mut String) {
    let name = match kind {
        BlockKind::Heading(_) => "h2",
        BlockKind::ListItem { .. } => "li",
        BlockKind::Quote => "blockquote",
        _ => "p",
    };
    let _ = write!(out, "<{name} class=\"text\">");
    for (index, word) in words.split_whitespace().enumerate() {
        let word = word.replace('&', "&amp;").replace('<', "&lt;").replace('’', "&rsquo;");
        let _ = match index % 40 {
            11 => write!(out, "<b>{word}</b> "),
            23 => write!(out, "<a href=\"https://example.com/{index}\">{word}</a> "),
            37 => write!(out, "{word}&nbsp;"),
            _ => write!(out, "{word} "),
        };
    }
    let _ = writeln!(out, "</{name}>");
}

fn measure(name: &str, text: &str) {
    let bytes = text.len() as f64 / 1e6;
    let document = Document::parse(name, text.to_owned());
    let scan = quickest(|| {
        let bytes = black_box(text).as_bytes();
        bytes.split(|byte| *byte == b'\n').filter(|line| line.iter().any(u8::is_ascii_digit)).count()
    });
    let source = quickest(|| Document::parse(name, text.to_owned()));
    let prose = quickest(|| Text::of(&document));
    println!(
        "{name:<12} as {:<9} {bytes:>5.1} MB: scan {:>6.0} MB/s, reading {:>5.0}, prose {:>5.0}, both {:>5.0}; {:.1} times the scan",
        document.format,
        bytes / scan,
        bytes / source,
        bytes / prose,
        bytes / (source + prose),
        (source + prose) / scan,
    );
}

fn main() {
    let seeds = seeds();
    let (mut plain, mut html) = (String::new(), String::from("<!DOCTYPE html><html><body>\n"));
    for document in &seeds {
        let text = Text::of(document);
        for block in &text.blocks {
            let words = &text.flat[block.range.start as usize..block.range.end as usize];
            wrapped(words, &mut plain);
            page(words, &block.kind, &mut html);
        }
    }
    let markdown: String =
        seeds.iter().filter(|seed| seed.format == "markdown").map(|seed| seed.text.as_str()).collect();
    measure("long.txt", &long(&plain));
    measure("long.md", &long(&markdown));
    measure("long.html", &long(&html));
    for path in std::env::args().skip(1).filter(|argument| !argument.starts_with('-')) {
        let bytes = std::fs::read(&path).expect("the file is there");
        let size = bytes.len() as f64 / 1e6;
        // Small files several times over: the system counts in steps of some milliseconds.
        let times = LONG / bytes.len().max(1) / 4 + 1;
        let once = || {
            let loaded = load_texts(vec![(path.clone(), bytes.clone())]);
            loaded.set.documents().iter().map(Text::of).count()
        };
        let seconds = quickest(|| (0..times).map(|_| once()).sum::<usize>()) / times as f64;
        println!("{path}: {size:.1} MB in {:.1} ms, {:.0} MB/s", seconds * 1e3, size / seconds);
    }
}

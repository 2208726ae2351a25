//! What an outcome depends on, as one strong hash: the program, the bytes and names of all documents, the rules
//! and all settings of the run. What is not in here must not change what is found.

use std::fmt::{self, Write as _};
use std::io::Read;

use rayon::prelude::*;

use super::Asked;
use crate::fault::Fault;
use crate::finding::About;
use crate::pipeline::Options;
use crate::rules::{Declared, Rule};
use crate::source::{Batch, Raw};

/// The key of an outcome.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Key(blake3::Hash);

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_hex())
    }
}

/// Makes a key out of parts, each marked off from the next.
#[derive(Default)]
pub(super) struct Maker(blake3::Hasher);

impl Maker {
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// All that `value` holds, as it shows itself to its authors: a field that is added to it is in the key.
    fn value(&mut self, value: &dyn fmt::Debug) {
        struct Into<'a>(&'a mut blake3::Hasher);
        impl fmt::Write for Into<'_> {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                self.0.update(text.as_bytes());
                Ok(())
            }
        }
        // Writing into a hash does not fail.
        let _ = write!(Into(&mut self.0), "{value:?}\0");
    }

    pub fn key(&self) -> Key {
        Key(self.0.finalize())
    }
}

/// The key of what is found in `files`; none where the program cannot read itself.
pub(super) fn key(files: &Batch, asked: &Asked<'_>) -> Option<Key> {
    let Asked { rules, options, facts } = asked;
    let (program, files_hash) = rayon::join(program, || documents(files));
    let mut maker = Maker::default();
    maker.bytes(b"outcome 1");
    maker.bytes(program.ok()?.as_bytes());
    maker.bytes(files_hash.0.as_bytes());
    let faults = |faults: &[Fault]| faults.iter().map(ToString::to_string).collect::<Vec<_>>();
    maker.value(&(faults(&files.faults), faults(&files.skipped), facts));
    rules.iter().for_each(|rule| self::rule(rule, &mut maker));
    settings(options, &mut maker);
    Some(maker.key())
}

/// The program itself: the same version may be built from another grammar.
fn program() -> std::io::Result<blake3::Hash> {
    let mut file = std::fs::File::open(std::env::current_exe()?)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok(hasher.finalize());
        }
        hasher.update_rayon(&buffer[..count]);
    }
}

/// Names and bytes of all files, in order.
fn documents(files: &Batch) -> Key {
    let hash = |file: &Raw| {
        let mut maker = Maker::default();
        maker.bytes(file.name.as_bytes());
        maker.value(&file.found);
        match &file.bytes {
            Ok(bytes) => drop(maker.0.update_rayon(bytes)),
            Err(error) => maker.value(&(&file.path, error.kind(), error.to_string())),
        }
        maker.key()
    };
    let hashes: Vec<Key> = files.files.par_iter().map(hash).collect();
    let mut maker = Maker::default();
    hashes.iter().for_each(|key| maker.bytes(key.0.as_bytes()));
    maker.key()
}

/// All of a rule but what only its tests and its page in the catalogue show.
fn rule(rule: &Rule, maker: &mut Maker) {
    let Rule { about, selector, check, examples: _, path: _ } = rule;
    let About { id, level, title, why, fix, tags, traps: _ } = about;
    maker.value(&(id, level, title, why, fix, tags, selector, check));
}

/// All settings but the day, which goes with the outcome, and who watches.
fn settings(options: &Options, maker: &mut Maker) {
    let Options { confidence, notes, align, declared, other_rules, today: _, progress: _ } = options;
    maker.value(&(confidence.to_bits(), notes, align, other_rules));
    let Declared { tags, groups, widths, authority, allowed, pins, before } = declared;
    maker.value(&(tags, groups, widths, authority, allowed, pins));
    for (name, bytes) in before.iter().flat_map(|files| files.iter()) {
        maker.bytes(name.as_bytes());
        maker.bytes(bytes);
    }
    maker.value(&before.is_some());
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::finding::Level;
    use crate::rules::built_in;

    #[test]
    fn parts_do_not_run_into_each_other() {
        let of = |parts: &[&str]| {
            let mut maker = Maker::default();
            parts.iter().for_each(|part| maker.bytes(part.as_bytes()));
            maker.key().to_string()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
        assert_eq!(of(&[]).len(), 64);
    }

    #[test]
    fn rules_and_settings_are_in_the_key() {
        let of = |rules: &[Rule], options: &Options, facts| {
            key(&Batch::default(), &Asked { rules, options, facts }).unwrap().to_string()
        };
        let rules = built_in().unwrap();
        let options = Options::default();
        let plain = of(&rules, &options, false);
        assert_eq!(plain, of(&built_in().unwrap(), &Options::default(), false));
        let today = Options { today: Some(20_000), ..Options::default() };
        assert_eq!(plain, of(&rules, &today, false), "the day is looked at where it matters");
        let mut others = vec![of(&rules, &options, true), of(&rules[1..], &options, false)];
        let mut lowered = rules.clone();
        lowered[0].about.level = Level::Note;
        others.push(of(&lowered, &options, false));
        others.push(of(&rules, &Options { notes: true, ..Options::default() }, false));
        others.push(of(&rules, &Options { confidence: 0.71, ..Options::default() }, false));
        others.push(of(&rules, &Options { other_rules: vec!["x".to_owned()], ..Options::default() }, false));
        let before = |files| Options {
            declared: Declared { before: Some(Arc::new(files)), ..Declared::default() },
            ..Options::default()
        };
        others.push(of(&rules, &before(Vec::new()), false));
        others.push(of(&rules, &before(vec![("a.md".to_owned(), b"5".to_vec())]), false));
        others.push(plain);
        let count = others.len();
        others.sort();
        others.dedup();
        assert_eq!(others.len(), count);
    }
}

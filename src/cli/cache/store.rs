//! A folder of files that later runs may use: each under the name of its key, whole or not at all.
//!
//! Runs that go on at the same time share it without locks: a file is written beside its place and moved there
//! in one step, and two runs that write the same key write the same bytes. A file that was damaged is known by
//! its checksum.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::key::Key;
use crate::cli::replace::replace;

/// A folder in which things are kept.
pub(super) struct Store(PathBuf);

/// What the store has for a key.
pub(super) enum Stored {
    Whole(Vec<u8>),
    Damaged,
    Nothing,
}

/// What a file begins with, before the checksum of the rest.
const HEAD: &[u8] = b"crossclaim cache 1\n";
const CHECKSUM: usize = blake3::OUT_LEN;
/// How the names of the files end.
const ENDING: &str = "outcome";
/// Bytes that the folder may hold.
const MOST: u64 = 256 << 20;
/// What nobody used for so long is removed.
const OLDEST: Duration = Duration::from_secs(30 * 86_400);

impl Store {
    /// The store in `folder`, which need not be there yet.
    pub const fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    pub fn folder(&self) -> &Path {
        &self.0
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.0.join(format!("{key}.{ENDING}"))
    }

    /// What was put under `key`.
    pub fn get(&self, key: &Key) -> Stored {
        let Ok(mut file) = File::open(self.path(key)) else { return Stored::Nothing };
        let mut bytes = Vec::new();
        if file.read_to_end(&mut bytes).is_err() {
            return Stored::Damaged;
        }
        let Some((sum, content)) = bytes.strip_prefix(HEAD).and_then(|rest| rest.split_at_checked(CHECKSUM))
        else {
            return Stored::Damaged;
        };
        if blake3::Hasher::new().update_rayon(content).finalize() != *sum {
            return Stored::Damaged;
        }
        // What is used stays.
        let _ = file.set_modified(SystemTime::now());
        Stored::Whole(bytes.split_off(HEAD.len() + CHECKSUM))
    }

    /// Puts `content` under `key`, and removes what is too old or too much.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put(&self, key: &Key, content: &[u8]) -> io::Result<()> {
        // A file that would take most of the room drives out all others.
        if content.len() as u64 > MOST / 2 {
            return Err(io::Error::other("it is too long to be kept"));
        }
        self.make()?;
        let sum = blake3::Hasher::new().update_rayon(content).finalize();
        replace(&self.path(key), &[HEAD, sum.as_bytes(), content].concat())?;
        self.trim(MOST, SystemTime::now());
        Ok(())
    }

    /// Makes the folder, which is for its owner alone: what documents say stands in it.
    fn make(&self) -> io::Result<()> {
        if self.0.is_dir() {
            return Ok(());
        }
        let mut folder = fs::DirBuilder::new();
        folder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        folder.create(&self.0)?;
        // Neither backups nor git take it in.
        replace(&self.0.join("CACHEDIR.TAG"), b"Signature: 8a477f597d28d172789f06886806bc55\n")?;
        replace(&self.0.join(".gitignore"), b"*\n")
    }

    /// Removes files that were not used for long, and then those that were not used for longest, until at most
    /// `most` bytes are left. What another run removes at the same time is as good as removed.
    fn trim(&self, most: u64, now: SystemTime) {
        let Ok(entries) = fs::read_dir(&self.0) else { return };
        let mut files: Vec<(SystemTime, u64, PathBuf)> = entries
            .flatten()
            .filter(|entry| is_ours(&entry.file_name().to_string_lossy()))
            .filter_map(|entry| {
                let data = entry.metadata().ok().filter(fs::Metadata::is_file)?;
                Some((data.modified().ok()?, data.len(), entry.path()))
            })
            .collect();
        files.sort();
        let mut left: u64 = files.iter().map(|file| file.1).sum();
        for (used, length, path) in files {
            let is_old = now.duration_since(used).is_ok_and(|age| age > OLDEST);
            if left <= most && !is_old {
                break;
            }
            let _ = fs::remove_file(path);
            left -= length;
        }
    }
}

/// True for the names of files of a store, and of what a run that was ended left half written.
fn is_ours(name: &str) -> bool {
    name.ends_with(&format!(".{ENDING}")) || name.starts_with('.') && name.contains(&format!(".{ENDING}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(name: &str) -> Store {
        let folder = std::env::temp_dir().join(format!("crossclaim-store-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        Store::new(folder)
    }

    fn key(text: &str) -> Key {
        let mut maker = super::super::key::Maker::default();
        maker.bytes(text.as_bytes());
        maker.key()
    }

    fn content(stored: Stored) -> Option<Vec<u8>> {
        match stored {
            Stored::Whole(bytes) => Some(bytes),
            Stored::Damaged | Stored::Nothing => None,
        }
    }

    #[test]
    fn what_is_put_in_comes_out_and_every_damage_is_seen() {
        let store = store("damage");
        let one = key("one");
        assert!(matches!(store.get(&one), Stored::Nothing));
        store.put(&one, b"found").unwrap();
        assert_eq!(content(store.get(&one)).as_deref(), Some(&b"found"[..]));
        let path = store.path(&one);
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x20;
            fs::write(&path, &damaged).unwrap();
            assert!(matches!(store.get(&one), Stored::Damaged), "byte {at}");
            fs::write(&path, &whole[..at]).unwrap();
            assert!(matches!(store.get(&one), Stored::Damaged), "cut at {at}");
        }
        store.put(&one, b"anew").unwrap();
        assert_eq!(content(store.get(&one)).as_deref(), Some(&b"anew"[..]));
        fs::remove_dir_all(store.folder()).unwrap();
    }

    #[test]
    fn what_was_not_used_for_longest_goes_first() {
        let store = store("trim");
        let ago = |seconds| SystemTime::now() - Duration::from_secs(seconds);
        for (name, seconds) in [("a", 300), ("b", 200), ("c", 100), ("old", 40 * 86_400)] {
            store.put(&key(name), &[0; 1000]).unwrap();
            File::open(store.path(&key(name))).unwrap().set_modified(ago(seconds)).unwrap();
        }
        let there = |name| store.path(&key(name)).exists();
        store.trim(1 << 20, SystemTime::now());
        assert!(there("a") && !there("old"));
        assert!(matches!(store.get(&key("a")), Stored::Whole(_)));
        store.trim(2500, SystemTime::now());
        assert!(there("a") && !there("b") && there("c"));
        assert!(store.folder().join(".gitignore").exists());
        fs::remove_dir_all(store.folder()).unwrap();
    }

    #[test]
    fn many_writers_leave_one_whole_file() {
        let store = store("many");
        let content_of = vec![7; 100_000];
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..10 {
                        store.put(&key("same"), &content_of).unwrap();
                        assert!(
                            matches!(store.get(&key("same")), Stored::Whole(bytes) if bytes == content_of)
                        );
                    }
                });
            }
        });
        assert_eq!(fs::read_dir(store.folder()).unwrap().count(), 3);
        fs::remove_dir_all(store.folder()).unwrap();
    }
}

//! Which documents are meant: globs over their paths.

use std::fmt;

use globset::{GlobBuilder, GlobMatcher};

/// Patterns of paths: `contracts/**`, and `!drafts/**` for what they leave out.
///
/// A pattern that does not start with `/` fits at any depth, so that it does not matter from
/// where crossclaim is run.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    takes: Vec<(String, GlobMatcher)>,
    leaves: Vec<(String, GlobMatcher)>,
}

impl PartialEq for Globs {
    fn eq(&self, other: &Self) -> bool {
        let texts = |list: &[(String, GlobMatcher)]| list.iter().map(|p| p.0.clone()).collect::<Vec<_>>();
        texts(&self.takes) == texts(&other.takes) && texts(&self.leaves) == texts(&other.leaves)
    }
}

impl fmt::Display for Globs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.patterns().collect::<Vec<_>>().join(" "))
    }
}

impl Globs {
    /// Adds a pattern.
    ///
    /// # Errors
    /// With what is wrong with it.
    pub fn add(&mut self, pattern: &str) -> Result<(), String> {
        let (list, bare) = match pattern.strip_prefix('!') {
            Some(bare) => (&mut self.leaves, bare),
            None => (&mut self.takes, pattern),
        };
        if bare.is_empty() {
            return Err("an empty pattern fits nothing".to_owned());
        }
        let bare = bare.strip_prefix("./").unwrap_or(bare);
        // "docs/" is all that is in docs.
        let inside = if bare.ends_with('/') { "**" } else { "" };
        let anywhere = if bare.starts_with('/') || bare.starts_with("**/") { "" } else { "**/" };
        let whole = format!("{anywhere}{bare}{inside}");
        let glob = GlobBuilder::new(&whole).literal_separator(true).build();
        list.push((pattern.to_owned(), glob.map_err(|error| error.kind().to_string())?.compile_matcher()));
        Ok(())
    }

    /// The patterns as they were added, those that leave out last.
    pub fn patterns(&self) -> impl Iterator<Item = &str> {
        self.takes.iter().chain(&self.leaves).map(|one| one.0.as_str())
    }

    /// True when no pattern was added.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.takes.is_empty() && self.leaves.is_empty()
    }

    /// True for a path that a pattern fits and none leaves out. Patterns that only leave out
    /// take all the rest.
    #[must_use]
    pub fn fits(&self, path: &str) -> bool {
        let path = path.strip_prefix("./").unwrap_or(path);
        let any = |list: &[(String, GlobMatcher)]| list.iter().any(|(_, glob)| glob.is_match(path));
        (self.takes.is_empty() || any(&self.takes)) && !any(&self.leaves)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn globs(patterns: &[&str]) -> Globs {
        let mut globs = Globs::default();
        patterns.iter().for_each(|pattern| globs.add(pattern).unwrap());
        globs
    }

    #[test]
    fn a_pattern_fits_at_any_depth_and_stars_stay_inside_a_folder() {
        let contracts = globs(&["contracts/*.md"]);
        assert!(contracts.fits("contracts/a.md") && contracts.fits("../legal/contracts/a.md"));
        assert!(!contracts.fits("contracts/old/a.md") && !contracts.fits("my-contracts/a.md"));
        assert!(globs(&["legal/"]).fits("legal/x/y.md"));
        assert!(globs(&["*.md"]).fits("./a/b.md"));
    }

    #[test]
    fn what_is_left_out_is_left_out_of_all_the_rest() {
        let globs = globs(&["!drafts/**"]);
        assert!(globs.fits("a.md") && !globs.fits("drafts/a.md"));
    }

    #[test]
    fn a_broken_pattern_says_so() {
        assert!(Globs::default().add("a[").is_err());
        assert!(Globs::default().add("!").is_err());
    }
}

//! The learned judge of clashing pairs: small decision trees whose sums are log-odds.
//!
//! `weights.txt` holds them, one line for each test or leaf, and says how they were made: gradient
//! boosting of the logistic loss (Friedman, *Greedy function approximation*, 2001) on the documents
//! of `fixtures/training`. What is judged so are pairs of other sentences whose values cannot both
//! be true; copies of one sentence and agreeing pairs keep the sum of their reasons.

use std::fmt::Write as _;
use std::sync::OnceLock;

use super::features::Features;

/// A sum of trees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    /// Log-odds before any tree.
    pub base: f32,
    pub trees: Vec<Tree>,
}

/// A test of one feature with what follows, or a leaf.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    Leaf(f32),
    Split {
        /// Index into [`Features::NAMES`].
        feature: usize,
        /// The first branch is for values up to this.
        at_most: f32,
        branches: Box<[Tree; 2]>,
    },
}

impl Tree {
    /// The leaf that `values` lead to.
    #[must_use]
    pub fn leaf(&self, values: &[f32]) -> f32 {
        match self {
            Self::Leaf(weight) => *weight,
            Self::Split { feature, at_most, branches } => {
                branches[usize::from(values[*feature] > *at_most)].leaf(values)
            }
        }
    }

    fn multiply(&mut self, by: f32) {
        match self {
            Self::Leaf(weight) => *weight *= by,
            Self::Split { branches, .. } => branches.iter_mut().for_each(|branch| branch.multiply(by)),
        }
    }

    fn write(&self, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        match self {
            Self::Leaf(weight) => {
                let _ = writeln!(out, "{indent}{weight:.4}");
            }
            Self::Split { feature, at_most, branches } => {
                let _ = writeln!(out, "{indent}{} <= {at_most:.4}", Features::NAMES[*feature]);
                branches.iter().for_each(|branch| branch.write(depth + 1, out));
            }
        }
    }

    fn read<'t>(lines: &mut impl Iterator<Item = &'t str>) -> Result<Self, String> {
        let line = lines.next().ok_or("the last tree is cut short")?;
        let number = |text: &str| text.trim().parse::<f32>().map_err(|_| format!("no number: `{line}`"));
        let Some((name, at_most)) = line.split_once("<=") else { return number(line).map(Self::Leaf) };
        let feature = Features::NAMES.iter().position(|known| *known == name.trim());
        let feature = feature.ok_or_else(|| format!("no such feature: `{line}`"))?;
        let branches = Box::new([Self::read(lines)?, Self::read(lines)?]);
        Ok(Self::Split { feature, at_most: number(at_most)?, branches })
    }
}

impl Forest {
    /// The forest that crossclaim judges with.
    ///
    /// # Panics
    /// Never: a test reads the file that is compiled in.
    #[must_use]
    pub fn learned() -> &'static Self {
        static FOREST: OnceLock<Forest> = OnceLock::new();
        FOREST.get_or_init(|| Self::read(include_str!("weights.txt")).expect("weights.txt is well-formed"))
    }

    /// Log-odds that a clashing pair with these features is about one fact.
    #[must_use]
    pub fn score(&self, features: &Features) -> f32 {
        let values = features.values();
        self.base + self.trees.iter().map(|tree| tree.leaf(&values)).sum::<f32>()
    }

    /// The same with every sum multiplied by `slope`, and `shift` added.
    #[must_use]
    pub fn calibrated(mut self, slope: f32, shift: f32) -> Self {
        self.base = slope * self.base + shift;
        self.trees.iter_mut().for_each(|tree| tree.multiply(slope));
        self
    }

    /// Reads the text that [`Forest::text`] writes; lines that begin with `#` are left out.
    ///
    /// # Errors
    /// When a line is neither a test of a known feature nor a number, or a tree is cut short.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let Tree::Leaf(base) = Tree::read(&mut lines)? else {
            return Err("the first line must be the log-odds to begin with".into());
        };
        let mut lines = lines.peekable();
        let mut trees = Vec::new();
        while lines.peek().is_some() {
            trees.push(Tree::read(&mut lines)?);
        }
        Ok(Self { base, trees })
    }

    /// The forest as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!("{:.4}\n", self.base);
        self.trees.iter().for_each(|tree| tree.write(0, &mut out));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_are_read_as_they_were_written() {
        let learned = Forest::learned();
        assert!(learned.trees.len() > 20);
        assert_eq!(Forest::read(&learned.text()).as_ref(), Ok(learned));
    }

    #[test]
    fn a_test_leads_to_one_of_two_leaves() {
        let forest = Forest::read("-1\n# a comment\nslip_digits <= 2\n  0.25\n  1.5\n").unwrap();
        let score = |slip_digits| forest.score(&Features { slip_digits, ..Features::default() });
        assert!((score(2.0) + 0.75).abs() < 1e-6 && (score(3.0) - 0.5).abs() < 1e-6);
    }

    #[test]
    fn what_is_no_forest_is_refused() {
        for text in ["", "slip <= 1\n0\n0", "-1\nslip <= 1\n0", "-1\nslips <= 1\n0\n0", "-1\nmuch"] {
            assert!(Forest::read(text).is_err(), "{text:?}");
        }
    }
}

//! What a team has settled about a finding: it was there before, or it is allowed. Such a finding
//! stays in the report and counts no more.

use crate::place::Span;

/// How a finding stands to what was settled. By default nothing was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// How it stands to the baseline; none where the run has no baseline.
    pub baseline: Option<Baseline>,
    /// Why it is allowed.
    pub suppression: Option<Suppression>,
}

/// How a finding stands to a baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// The baseline does not have it.
    New,
    /// It was there when the baseline was written.
    Known,
}

/// Somebody's word that a finding may stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    pub by: SuppressedBy,
    /// The reason that was given.
    pub reason: String,
}

/// Where a suppression stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuppressedBy {
    /// A comment beside the text, at this place.
    Comment(Span),
    /// The config.
    Config,
}

impl State {
    /// True for a finding that asks for something to be done: only these count.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.baseline != Some(Baseline::Known) && self.suppression.is_none()
    }

    /// The state in one word: `open`, `new`, `baselined` or `suppressed`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match (&self.suppression, self.baseline) {
            (Some(_), _) => "suppressed",
            (None, Some(Baseline::Known)) => "baselined",
            (None, Some(Baseline::New)) => "new",
            (None, None) => "open",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_settled_is_not_open() {
        let suppression = Suppression { by: SuppressedBy::Config, reason: "two harbours".into() };
        let known = State { baseline: Some(Baseline::Known), suppression: None };
        let new = State { baseline: Some(Baseline::New), suppression: None };
        let allowed = State { suppression: Some(suppression), ..new.clone() };
        let named = |state: &State| (state.is_open(), state.name());
        assert_eq!(named(&State::default()), (true, "open"));
        assert_eq!(named(&new), (true, "new"));
        assert_eq!(named(&known), (false, "baselined"));
        assert_eq!(named(&allowed), (false, "suppressed"));
    }
}

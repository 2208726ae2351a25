//! Standard output and standard error: colours, width, closed pipes.

use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;

use super::Outcome;
use crate::finding::Level;
use crate::report::{Look, write_diagnostic, write_fault, write_hint};
use crate::rules::RuleFault;

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set, or where `CLICOLOR_FORCE` is.
    Auto,
    Always,
    Never,
}

/// Where output goes and how it looks there.
pub(super) struct Terminal {
    out: Look,
    err: Look,
    hushed: bool,
}

/// Columns where there is no terminal.
const COLUMNS: usize = 80;
/// Lines of prose wider than this are hard to read.
const WIDEST: usize = 120;
const NARROWEST: usize = 40;

impl Terminal {
    pub fn new(color: Color) -> Self {
        Self {
            out: look(color, &io::stdout(), |stream| terminal_size::terminal_size_of(stream)),
            err: look(color, &io::stderr(), |stream| terminal_size::terminal_size_of(stream)),
            hushed: false,
        }
    }

    /// The columns of standard error, where it is a terminal.
    pub fn columns(&self) -> Option<usize> {
        (!self.hushed && io::stderr().is_terminal()).then_some(self.err.width)
    }

    /// From here on only findings and errors are told.
    pub const fn hush(&mut self) {
        self.hushed = true;
    }

    /// Tells what helps and is no fault, where somebody sits before a terminal.
    pub fn hint(&mut self, text: &str) {
        if self.columns().is_some() {
            self.complain(|out, look| write_hint(text, look, out));
        }
    }

    /// Writes to standard output. A reader that has gone away is not an error: `outcome`
    /// stands.
    pub fn print(
        &mut self,
        outcome: Outcome,
        write: impl FnOnce(&mut dyn Write, Look) -> io::Result<()>,
    ) -> Outcome {
        let mut out = BufWriter::new(io::stdout().lock());
        match write(&mut out, self.out).and_then(|()| out.flush()) {
            Ok(()) => outcome,
            Err(error) => {
                // What is still in the buffer has no reader, and dropping it must not retry.
                let _ = out.into_parts();
                if error.kind() == io::ErrorKind::BrokenPipe {
                    return outcome;
                }
                self.fail(&format!("cannot write the report: {error}"), None)
            }
        }
    }

    /// Reports a fault and ends the run.
    pub fn fail(&mut self, message: &str, help: Option<&str>) -> Outcome {
        self.complain(|out, look| write_fault(Level::Error, message, help, look, out));
        Outcome::Failed
    }

    /// Reports the faults of rule files and ends the run.
    pub fn bad_rules(&mut self, faults: &[RuleFault]) -> Outcome {
        for fault in faults {
            self.complain(|out, look| write_diagnostic(fault, look, out));
        }
        Outcome::Failed
    }

    /// Writes to standard error; where that is closed, nobody wants to know.
    pub fn complain(&mut self, write: impl FnOnce(&mut dyn Write, Look) -> io::Result<()>) {
        let mut text = Vec::new();
        if write(&mut text, self.err).is_ok() {
            let _ = io::stderr().lock().write_all(&text);
        }
    }
}

fn look<S: IsTerminal + anstream::stream::RawStream>(
    color: Color,
    stream: &S,
    columns: impl FnOnce(&S) -> Option<(terminal_size::Width, terminal_size::Height)>,
) -> Look {
    let color = match color {
        Color::Auto => AutoStream::choice(stream) != ColorChoice::Never,
        Color::Always => true,
        Color::Never => false,
    };
    let size = if IsTerminal::is_terminal(stream) { columns(stream) } else { None };
    let width = size.map_or(COLUMNS, |(width, _)| usize::from(width.0).clamp(NARROWEST, WIDEST));
    Look { color, width }
}

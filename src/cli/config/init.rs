//! `crossclaim init`: a config to start from.

use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use super::NAMES;
use crate::cli::Outcome;
use crate::cli::terminal::Terminal;

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The file is valid as it stands and sets nothing: all its settings are comments.
A config that is there already is never written over.

Examples:
  crossclaim init
  crossclaim init docs/")]
pub(in crate::cli) struct Args {
    /// The folder to write crossclaim.toml into
    #[arg(value_name = "DIR", default_value = ".")]
    dir: PathBuf,
}

/// What is written. A line that starts with `#` and a space is a comment; one that starts with
/// `#` alone is a setting.
const TEMPLATE: &str = include_str!("template.toml");

pub(in crate::cli) fn run(args: &Args, terminal: &mut Terminal) -> Outcome {
    if let Some(there) = NAMES.iter().map(|name| args.dir.join(name)).find(|path| path.exists()) {
        let help = "change that file, or take it away first";
        return terminal.fail(&format!("there is a config already: {}", there.display()), Some(help));
    }
    let path = args.dir.join(NAMES[0]);
    let written = std::fs::File::create_new(&path).and_then(|mut file| file.write_all(TEMPLATE.as_bytes()));
    match written {
        Ok(()) => terminal.print(Outcome::Clean, |out, _| {
            writeln!(out, "wrote {}", path.display())?;
            writeln!(out, "next: name your documents under `paths` there, then run crossclaim check")
        }),
        Err(error) => {
            let help = (error.kind() == ErrorKind::NotFound).then_some("make the folder first");
            terminal.fail(&format!("cannot write {}: {error}", path.display()), help)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::keys::CONFIG;
    use super::super::read::parse;
    use super::TEMPLATE;
    use crate::rules::built_in;
    use crate::rules::keys::{Key, Shape};

    /// The template with all its settings in force.
    fn uncommented() -> String {
        let line = |line: &str| match line.strip_prefix('#') {
            Some(setting) if !setting.starts_with(' ') => format!("{setting}\n"),
            _ => format!("{line}\n"),
        };
        TEMPLATE.lines().map(line).collect()
    }

    #[test]
    fn the_template_is_valid_and_sets_nothing() {
        let config = parse(Path::new("crossclaim.toml"), TEMPLATE).unwrap();
        assert!(config.paths.is_empty() && config.confidence.is_none() && config.levels.is_empty());
        assert!(TEMPLATE.lines().all(|line| line.is_empty() || line.starts_with('#')));
        assert!(TEMPLATE.lines().all(|line| line.chars().count() <= 80));
    }

    #[test]
    fn every_setting_of_it_is_valid_and_every_key_is_there() {
        let text = uncommented();
        let config = parse(Path::new("crossclaim.toml"), &text)
            .unwrap_or_else(|fault| panic!("{:?}", miette::Report::new(fault)));
        config.choice(&mut built_in().unwrap(), &[], &[]).unwrap();
        fn shown(keys: &[Key], text: &str) {
            for key in keys {
                assert!(
                    text.contains(&format!("{} =", key.name)) || text.contains(&format!("[{}]", key.name)),
                    "{}",
                    key.name
                );
                if let Shape::Table(inner) | Shape::Tables(inner) = key.shape {
                    shown(inner, text);
                }
            }
        }
        shown(CONFIG, &text);
    }
}

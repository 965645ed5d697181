//! `newsleaf completions` and `newsleaf man`: what shells and `man` want to know of the command.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::{Arguments, fail, print};

const PROGRAM: &str = "newsleaf";

/// Print what a shell needs to complete the command's names and options
#[derive(clap::Args)]
#[command(
    after_help = "Example, for bash:\n  newsleaf completions bash > ~/.local/share/bash-completion/completions/newsleaf"
)]
pub struct CompletionsArguments {
    /// The shell
    shell: Shell,
}

/// Print the manual page, or write those of all commands
#[derive(clap::Args)]
#[command(after_help = "Example:\n  newsleaf man --out ~/.local/share/man/man1")]
pub struct ManArguments {
    /// A folder for all pages: newsleaf.1, newsleaf-build.1 and so on
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

pub fn completions(arguments: &CompletionsArguments) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), PROGRAM, &mut script);
    printed(&script)
}

pub fn man(arguments: &ManArguments) -> ExitCode {
    let command = Arguments::command();
    let Some(folder) = &arguments.out else {
        let mut page = Vec::new();
        return match Man::new(command).render(&mut page) {
            Ok(()) => printed(&page),
            Err(error) => fail(&error.to_string()),
        };
    };
    let written = fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(command, folder));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&format!("{}: {error}", folder.display())),
    }
}

fn printed(text: &[u8]) -> ExitCode {
    let text = String::from_utf8_lossy(text);
    match print(&text).map_err(|error: io::Error| error.to_string()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

//! The native command. `newsleaf init` and `new` make a site and its stories, `import` makes a feed of RSS or Atom, `merge` one of
//! several, `check` looks at a feed before readers do and at a live site, `ping` tells the hubs of a feed that it has changed,
//! `build` writes a site of HTML pages, `serve` shows it on this machine, `feed` writes the feed of Markdown files, `app` the
//! drop-in, `page` a page of the site.

mod app;
mod build;
mod check;
mod import;
mod init;
mod manual;
mod merge;
mod page;
mod ping;
mod serve;
mod source;
mod stories;

use std::io::{self, BufWriter, Write};
use std::process::{self, ExitCode};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Parser, Subcommand};
use newsleaf::domain::feed::date::Moment;
use newsleaf::domain::report::text::printable;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::publish::hosts::Host;
use thiserror::Error;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A news site in a folder: a JSON Feed goes in, a fast, accessible news site comes out.
#[derive(Parser)]
#[command(name = "newsleaf", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Arguments),
    Build(build::Arguments),
    Serve(serve::Arguments),
    Init(init::Arguments),
    Import(import::Arguments),
    Merge(merge::Arguments),
    New(stories::new::Arguments),
    Feed(stories::feed::Arguments),
    Page(page::Arguments),
    Ping(ping::Arguments),
    App(app::Arguments),
    Completions(manual::CompletionsArguments),
    Man(manual::ManArguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::try_parse().unwrap_or_else(|error| {
        let plain = error.render().to_string();
        if plain.split('\n').all(|line| line == printable(line)) {
            error.exit();
        }
        plain.trim().split('\n').for_each(print_error);
        process::exit(error.exit_code());
    });
    match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Merge(arguments) => merge::run(&arguments),
        Command::New(arguments) => stories::new::run(&arguments),
        Command::Feed(arguments) => stories::feed::run(&arguments),
        Command::Page(arguments) => page::run(&arguments),
        Command::Ping(arguments) => ping::run(&arguments),
        Command::App(arguments) => app::run(&arguments),
        Command::Completions(arguments) => manual::completions(&arguments),
        Command::Man(arguments) => manual::man(&arguments),
    }
}

/// The exit status of a command that failed.
const UNREADABLE: u8 = 2;

/// Prints why the command fails, and returns its exit status.
fn fail(message: &str) -> ExitCode {
    print_error(message);
    ExitCode::from(UNREADABLE)
}

/// Prints a line to the standard error. The line may contain text of a feed, so control characters are escaped.
fn print_error(line: &str) {
    // A closed standard error is no reason to fail.
    let _ = writeln!(io::stderr(), "newsleaf: {}", printable(line));
}

/// Prints to the standard output. A reader may close it early (`newsleaf check … | head`), which is not a failure.
fn print(text: &str) -> io::Result<()> {
    print_by(|out| out.write_all(text.as_bytes()))
}

/// Prints what is written piece by piece.
fn print_by(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// The present, in milliseconds since 1970.
fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
}

/// The reason why the value of an argument is refused. clap adds the name of the argument.
#[derive(Debug, Error)]
enum ArgumentError {
    #[error("it is no http or https address, such as https://news.example/")]
    WebUrl,
    #[error("it is none of github, netlify, cloudflare, vercel, nginx, apache, caddy, s3, gitlab, plain")]
    Host,
    #[error("it is no tag of a language, such as en, de-CH or zh-Hans")]
    Language,
    #[error("it should be all, none or 'latest NUMBER'")]
    Cards,
    #[error("it is no number of pages from 1 to 10000")]
    Pages,
    #[error("it is no RFC 3339 time")]
    Time,
    #[error("it is no number of pages from 1 to 100000")]
    PagesOfSite,
    #[error("it is no number of seconds up to 3600")]
    Seconds,
}

/// For clap: the profile of a host.
fn host(text: &str) -> Result<Host, ArgumentError> {
    Host::from_name(text).ok_or(ArgumentError::Host)
}

/// For clap: a time.
fn moment(text: &str) -> Result<Moment, ArgumentError> {
    Moment::read(text).map(|read| read.moment()).ok_or(ArgumentError::Time)
}

/// For clap: an `http` or `https` address.
fn web_url(text: &str) -> Result<WebUrl, ArgumentError> {
    WebUrl::parse(text, None, parse_url_natively).map_err(|_| ArgumentError::WebUrl)
}

//! `newsleaf init`: makes the folder of a new site.

mod content;
mod questions;

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use icu::locale::Locale;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use newsleaf::domain::web_url::WebUrl;
use newsleaf::publish::hosts::Host;
use thiserror::Error;

use self::content::{NewFile, NewSite};
use self::questions::ask;
use crate::source::file_names::{FEED, SETTINGS};
use crate::stories::folder::STORIES;
use crate::stories::new::write_new;
use crate::{ArgumentError, fail, host, print, print_error, web_url};

const EXAMPLES: &str = "\
Examples:
  newsleaf init my-site
  newsleaf init my-site --title 'The Village Bulletin' --language en-GB --site https://bulletin.example/ --host netlify
  newsleaf init my-site --json

On a terminal it asks for what no flag says. It never writes over a file.";

/// Make the folder of a new site: three stories to edit, settings, pictures
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The folder; it is made if it is not there
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// The name of the site [default: the name of the folder]
    #[arg(long, value_name = "NAME")]
    title: Option<String>,
    /// Its language, an RFC 5646 tag [default: en]
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Option<String>,
    /// The address that it will have [default: none yet]
    #[arg(long, value_name = "URL", value_parser = web_url)]
    site: Option<WebUrl>,
    /// Where it will be published: github, netlify, cloudflare, vercel, nginx, apache, caddy, s3, gitlab or plain [default: any host]
    #[arg(long, value_name = "HOST", value_parser = host)]
    host: Option<Host>,
    /// Write a feed.json in the place of Markdown files
    #[arg(long)]
    json: bool,
}

/// Why there is no new site.
#[derive(Debug, Error)]
enum InitError {
    #[error("{}: it is there already, and nothing is written over; name a new folder", .0.display())]
    Exists(PathBuf),
    #[error("{}: {source}", .path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("the terminal can't be read: {0}")]
    Terminal(io::Error),
}

pub fn run(arguments: &Arguments) -> ExitCode {
    match make(arguments) {
        Ok(summary) => match print(&summary) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&format!("the folder is made, its summary could not be written: {error}")),
        },
        Err(error) => fail(&error.to_string()),
    }
}

fn make(arguments: &Arguments) -> Result<String, InitError> {
    let folder = &arguments.folder;
    // Before anybody is asked.
    for name in [SETTINGS, FEED, STORIES[0]] {
        refuse_existing(&folder.join(name))?;
    }
    let site = site(arguments).map_err(InitError::Terminal)?;
    let mut files = content::files(&site);
    let ignore = folder.join(".gitignore");
    if ignore.exists() {
        print_error(&format!("{}: it stays as it is; what a build writes is site/ and site.*", ignore.display()));
        files.retain(|(path, _)| path != ".gitignore");
    }
    for (path, _) in &files {
        refuse_existing(&folder.join(path))?;
    }
    files.iter().try_for_each(|file| write(folder, file))?;
    let names: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let settings = folder.join(SETTINGS);
    let edited = match arguments.json {
        true => format!(
            "The stories and the site's name stand in {}, its address and colour in {}",
            folder.join(FEED).display(),
            settings.display()
        ),
        false => format!(
            "The stories stand in {}, the site's name, address and colour in {}",
            folder.join("stories").display(),
            settings.display()
        ),
    };
    Ok(format!(
        "{folder} has now:\n  {names}\n{edited}: edit them with any editor.\n\
         See the site, which follows each change:\n  newsleaf serve {named} --open\n\
         Look at it before readers do:\n  newsleaf check {named}\n",
        folder = folder.display(),
        named = shell_word(folder),
        names = names.join("\n  "),
    ))
}

/// A path as one word of a shell.
fn shell_word(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    if path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

fn refuse_existing(path: &Path) -> Result<(), InitError> {
    // A link that leads nowhere is there, too.
    match path.symlink_metadata() {
        Ok(_) => Err(InitError::Exists(path.to_owned())),
        Err(_) => Ok(()),
    }
}

fn write(folder: &Path, (path, text): &NewFile) -> Result<(), InitError> {
    let path = folder.join(path);
    let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| write_new(&path, text.as_bytes()));
    made.map_err(|source| InitError::File { path, source })
}

/// What the flags say, else a person on the terminal, else the defaults.
fn site(arguments: &Arguments) -> io::Result<NewSite> {
    let named = name_of(&arguments.folder);
    let (mut title, mut language) = (arguments.title.clone(), arguments.language.clone());
    let (mut url, mut host) = (arguments.site.clone(), arguments.host);
    if io::stdin().is_terminal() && io::stderr().is_terminal() {
        let (mut input, mut output) = (io::stdin().lock(), io::stderr().lock());
        if title.is_none() {
            title = ask(&mut input, &mut output, "The name of the site", &named, |text| Ok(text.to_owned()))?;
        }
        if language.is_none() {
            let read = |text: &str| self::language(text).map_err(|error| format!("{text}: {error}"));
            language = ask(&mut input, &mut output, "Its language, such as en, de or zh-Hans", "en", read)?;
        }
        if url.is_none() {
            let read = |text: &str| web_url(text).map_err(|error| format!("{text}: {error}"));
            url = ask(&mut input, &mut output, "Its address, such as https://news.example/ (may stay open)", "", read)?;
        }
        if host.is_none() {
            let read = |text: &str| self::host(text).map_err(|error| format!("{text}: {error}"));
            host = ask(&mut input, &mut output, "Its host, such as github, netlify or nginx", "any", read)?;
        }
    }
    let title = title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty()).unwrap_or(named);
    let zone = TimeZone::system();
    let zone = if zone.iana_name().is_some_and(|name| TimeZone::get(name).is_ok()) { zone } else { TimeZone::UTC };
    Ok(NewSite {
        title,
        language: language.unwrap_or_else(|| "en".to_owned()),
        site: url,
        host,
        is_json: arguments.json,
        now: Timestamp::now().to_zoned(zone),
    })
}

/// `my-site` is called 'My site'.
fn name_of(folder: &Path) -> String {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let name = whole.file_name().unwrap_or_default().to_string_lossy().replace(['-', '_'], " ");
    let mut letters = name.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "News".to_owned(),
    }
}

fn language(text: &str) -> Result<String, ArgumentError> {
    let is_tag =
        Locale::try_from_str(text).is_ok() && text.split('-').next().is_some_and(|tag| (2..=3).contains(&tag.len()));
    is_tag.then(|| text.to_owned()).ok_or(ArgumentError::Language)
}

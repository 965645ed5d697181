//! The native command. Today it has one use: to print a page as HTML text, made from the same components as the site.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fs};

use newsleaf::domain::date::Moment;
use newsleaf::domain::failure::Failure;
use newsleaf::domain::json_feed::{self, Context};
use newsleaf::domain::route::Route;
use newsleaf::domain::settings::{self, Settings};
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::render::{Source, page};

const HELP: &str = "\
newsleaf page FEED [options]     print what the site shows in #app, as HTML

  FEED             a JSON Feed file
  --query QUERY    the page, as in its address: '?section=news' (default: the front page)
  --settings FILE  a newsleaf.json
  --site URL       the address of the site (default: https://site.example/)
  --feed-url URL   where the feed is (default: feed.json beside the site)
  --now TIME       the present, RFC 3339 (default: the clock)

Warnings about the feed go to the standard error. Exit status: 0, or 2 for bad arguments or unreadable files.
A feed that can't be read is a page too, as it is in the browser.
";

fn main() -> ExitCode {
    match run(env::args().skip(1).collect()) {
        Ok(html) => {
            println!("{html}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Vec<String>) -> Result<String, String> {
    let mut arguments = arguments.into_iter();
    match arguments.next().as_deref() {
        Some("page") => {}
        Some("--help" | "-h" | "help") => return Ok(HELP.to_owned()),
        Some(other) => return Err(format!("newsleaf: there is no command '{other}'.\n\n{HELP}")),
        None => return Err(HELP.to_owned()),
    }
    let mut feed = None;
    let mut query = String::new();
    let mut settings_file = None;
    let mut site = web_url("https://site.example/")?;
    let mut feed_url = None;
    let mut now_ms = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("newsleaf: {argument} needs a value."));
        match argument.as_str() {
            "--query" => query = value()?,
            "--settings" => settings_file = Some(PathBuf::from(value()?)),
            "--site" => site = web_url(&value()?)?,
            "--feed-url" => feed_url = Some(web_url(&value()?)?),
            "--now" => {
                let text = value()?;
                let moment = Moment::read(&text).ok_or_else(|| format!("newsleaf: '{text}' is no RFC 3339 time."))?;
                now_ms = moment.moment().epoch_ms;
            }
            option if option.starts_with("--") => {
                return Err(format!("newsleaf: there is no option '{option}'.\n\n{HELP}"));
            }
            _ if feed.is_none() => feed = Some(PathBuf::from(&argument)),
            _ => return Err(format!("newsleaf: one feed at a time, please: what is '{argument}'?")),
        }
    }
    let feed = feed.ok_or_else(|| format!("newsleaf: which feed?\n\n{HELP}"))?;
    let feed_url = match feed_url {
        Some(url) => url,
        None => WebUrl::parse("feed.json", Some(&site), parse_url_natively).map_err(|error| format!("{error:?}"))?,
    };
    let settings = match settings_file {
        None => Settings::default(),
        Some(path) => {
            let (settings, warnings) = settings::parse(&read(&path)?, &feed_url, parse_url_natively)
                .map_err(|error| format!("newsleaf: {}: {error}", path.display()))?;
            warnings.iter().for_each(|warning| eprintln!("{}: {warning}", path.display()));
            settings
        }
    };
    let context = Context { address: &feed_url, parse_url: parse_url_natively };
    let parsed = json_feed::parse(&read(&feed)?, &context).map(|(parsed, warnings)| {
        warnings.iter().for_each(|warning| eprintln!("{}: {warning}", feed.display()));
        parsed
    });
    let source = Source { feed_url, feed: parsed.map_err(Failure::Unreadable), settings, site: Some(site), now_ms };
    Ok(page(&source, &Route::from_query(&query)).0)
}

fn read(path: &PathBuf) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("newsleaf: {}: {error}", path.display()))
}

fn web_url(text: &str) -> Result<WebUrl, String> {
    WebUrl::parse(text, None, parse_url_natively).map_err(|_| format!("newsleaf: '{text}' is no http or https URL."))
}

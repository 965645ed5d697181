//! `newsleaf ping`: tells the WebSub hubs of a site's feeds that these have changed.

mod discovery;

use std::process::ExitCode;
use std::time::Duration;

use newsleaf::domain::percent;
use newsleaf::domain::report::text::{count, printable};
use newsleaf::domain::web_url::WebUrl;
use thiserror::Error;
use ureq::Agent;
use ureq::unversioned::transport::DefaultConnector;

use self::discovery::{Discovered, discover};
use crate::check::seconds;
use crate::source::public_host::PublicResolver;
use crate::source::request::{USER_AGENT, cause};
use crate::source::site_folder::site_folder;
use crate::{UNREADABLE, fail, print, web_url};

const EXAMPLES: &str = "\
Examples:
  newsleaf ping --site https://news.example/
  newsleaf ping https://news.example/feed.json
  newsleaf ping --site https://news.example/ --hub https://hub.example/

A feed names its hub in its member 'hubs':
  \"hubs\": [{ \"type\": \"WebSub\", \"url\": \"https://hub.example/\" }]

Exit status:
  0  each hub has taken the news of each feed
  2  a hub did not, the feeds name no hub, no feed can be read, or the arguments are wrong";

/// The most hubs that are told.
const MOST_HUBS: usize = 10;

/// Tell the WebSub hubs of a site that its feeds have changed, after an upload
///
/// A hub then asks for the feeds and sends them to readers who wait for them. No build does this by itself.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The address of the feed, in JSON or RSS
    #[arg(value_name = "FEED", value_parser = web_url, required_unless_present = "site", conflicts_with = "site")]
    feed: Option<WebUrl>,
    /// The address of the site, whose feed.json and rss.xml are named to the hubs
    #[arg(long, value_name = "URL", value_parser = web_url)]
    site: Option<WebUrl>,
    /// A hub in place of those that the feeds name; may be given again
    #[arg(long = "hub", value_name = "URL", value_parser = web_url)]
    hubs: Vec<WebUrl>,
    /// How long a host may be silent
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    timeout: Duration,
}

/// Why no hub is told.
#[derive(Debug, Error)]
enum PingError {
    #[error("{0}")]
    NoFeed(String),
    #[error(
        "{0} names no WebSub hub, so there is nobody to tell. Name one in the feed (\"hubs\": [{{ \"type\": \"WebSub\", \"url\": \
         \"https://hub.example/\" }}]), or with --hub"
    )]
    NoHub(String),
}

/// Tells the hubs, and prints what they answer.
pub fn run(arguments: &Arguments) -> ExitCode {
    match ping(arguments) {
        Ok((text, is_taken)) => match print(&text) {
            Ok(()) if is_taken => ExitCode::SUCCESS,
            Ok(()) => ExitCode::from(UNREADABLE),
            Err(error) => fail(&format!("the answers could not be written: {error}")),
        },
        Err(error) => fail(&error.to_string()),
    }
}

/// Tells each hub of each feed. Returns a line for each, and whether all were taken.
fn ping(arguments: &Arguments) -> Result<(String, bool), PingError> {
    let (named, paths) = match (&arguments.site, &arguments.feed) {
        (Some(site), _) => (site_folder(site), vec!["feed.json", "rss.xml"]),
        (None, Some(feed)) => (feed.clone(), vec![""]),
        (None, None) => return Err(PingError::NoFeed("name a feed, or a site with --site".to_owned())),
    };
    let Discovered { feeds, hubs, faults } = discover(&named, &paths, arguments.timeout);
    if feeds.is_empty() {
        return Err(PingError::NoFeed(faults.join("; ")));
    }
    let hubs: Vec<WebUrl> = if arguments.hubs.is_empty() { hubs } else { arguments.hubs.clone() };
    if hubs.is_empty() {
        let feeds: Vec<String> = feeds.iter().map(WebUrl::without_userinfo).collect();
        return Err(PingError::NoHub(feeds.join(", ")));
    }
    let agent = agent(arguments, &named);
    let (mut text, mut taken, mut asked) = (String::new(), 0, 0);
    for hub in hubs.iter().take(MOST_HUBS) {
        for feed in &feeds {
            let answer = tell(&agent, hub, feed);
            asked += 1;
            taken += usize::from(answer.is_ok());
            let (Ok(said) | Err(said)) = answer;
            let line = format!("{}: {} for {}", hub.without_userinfo(), said, feed.without_userinfo());
            text.push_str(&printable(&line));
            text.push('\n');
        }
    }
    if hubs.len() > MOST_HUBS {
        text.push_str(&format!("{} more are not told.\n", count(hubs.len() - MOST_HUBS, "hub", "hubs")));
    }
    Ok((text, taken == asked))
}

/// A client for hubs. One that only a feed names must not be in a private network.
fn agent(arguments: &Arguments, named: &WebUrl) -> Agent {
    let timeout = Some(arguments.timeout);
    let config = Agent::config_builder()
        .timeout_resolve(timeout)
        .timeout_connect(timeout)
        .timeout_recv_response(timeout)
        .timeout_global(Some(arguments.timeout.saturating_mul(3)))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .user_agent(USER_AGENT)
        // A proxy would resolve the names by itself, and could reach hosts of its own network.
        .proxy(None)
        .build();
    let hosts: Vec<&WebUrl> = arguments.hubs.iter().chain([named]).collect();
    Agent::with_parts(config, DefaultConnector::default(), PublicResolver::new(&hosts))
}

/// Tells a hub of a feed. The result is what it answered.
fn tell(agent: &Agent, hub: &WebUrl, feed: &WebUrl) -> Result<String, String> {
    let form = ["hub.mode=publish&hub.url=", &percent::encode(feed.as_str())].concat();
    let request = agent.post(hub.without_fragment()).header("Content-Type", "application/x-www-form-urlencoded");
    let mut response = request.send(&form).map_err(|error| format!("no answer, {}", cause(&error)))?;
    let status = response.status().as_u16();
    if response.status().is_success() {
        return Ok(format!("taken (status {status})"));
    }
    // Hubs say in a line why they refuse.
    let said = response.body_mut().with_config().limit(10_000).read_to_string().unwrap_or_default();
    let said: String = said.lines().next().unwrap_or_default().trim().chars().take(100).collect();
    let said = if said.is_empty() || said.starts_with('<') { String::new() } else { format!(": {said}") };
    Err(format!("refused (status {status}{said})"))
}

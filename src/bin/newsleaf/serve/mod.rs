//! `newsleaf serve`: shows the site on this machine, and anew after each change.

mod content;
mod end;
mod reload;
mod server;
mod site;
mod temporary;
mod watch;

use std::convert::Infallible;
use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::mem;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Zoned;
use newsleaf::domain::feed::date::Moment;
use newsleaf::domain::report::text::{count, printable};
use newsleaf::domain::web_url::{WebUrl, WebUrlError, parse_url_natively};
use newsleaf::publish::app::AppError;
use thiserror::Error;

use self::end::End;
use self::server::Site;
use self::site::{Builder, Built};
use self::temporary::TemporaryFolder;
use self::watch::{Sources, Watch};
use crate::build::CommandError;
use crate::build::feed::SourceError;
use crate::check::seconds;
use crate::{fail, now_ms, print, print_error};

/// How often a feed at an address is read again.
const HOST_INTERVAL: Duration = Duration::from_secs(60);
/// The longest time until the clock is looked at again.
const DAY: Duration = Duration::from_secs(86_400);
/// A timer may be early.
const MOMENT: Duration = Duration::from_millis(200);
/// A fault is not printed if the files change again within this time.
const STILL_WRITING: Duration = Duration::from_millis(250);
/// The largest number of warnings that are printed at a time.
const MOST_WARNINGS: usize = 20;

const EXAMPLES: &str = "\
Examples:
  newsleaf serve my-site
  newsleaf serve my-site --drop-in --open
  newsleaf serve feed.json --port 8081

Nothing is written but the feed.json of a folder of stories. Ctrl-C ends it.

Exit status:
  0  it was ended
  2  there is nothing to show, or the port is taken; or the arguments are wrong";

/// Show the site on this machine, and load its pages again when the feed, stories, settings or pictures change
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A file, a folder of Markdown stories, or an http or https address [default: the folder 'stories', else feed.json]
    feed: Option<OsString>,
    /// Show the drop-in with the feed and the files that it names, in place of the pages of `newsleaf build`
    #[arg(long)]
    drop_in: bool,
    /// The port; 0 for one that is free
    #[arg(long, value_name = "NUMBER", default_value = "8080")]
    port: u16,
    /// The address of this machine; 0.0.0.0 shows the site to the whole network
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// A settings file [default: newsleaf.json beside the feed]
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// The app as `make dist` has built it [default: the one in this command, else dist]
    #[arg(long, value_name = "FOLDER")]
    app: Option<PathBuf>,
    /// A folder whose files are copied into the site as they are [default: static beside the feed, if there is one]
    #[arg(long = "static", value_name = "FOLDER", conflicts_with = "drop_in")]
    static_files: Option<PathBuf>,
    /// How long a host may be silent, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "20", value_parser = seconds)]
    timeout: Duration,
}

/// Why there is no site to show.
#[derive(Debug, Error)]
enum ServeError {
    #[error("the standard input can be read only once; write the feed to a file, as in `my-cms --export > feed.json`")]
    StandardInput,
    #[error("port {0} is taken by another program; choose another one, as in `newsleaf serve --port {next}`", next = next_port(*.0))]
    PortTaken(u16),
    #[error("port {0} needs more rights than you have; choose one above 1023, as in `newsleaf serve --port 8080`")]
    PortRefused(u16),
    #[error("{0} is no address of this machine; without --host it is 127.0.0.1")]
    NotOurAddress(IpAddr),
    #[error("the server can't be started: {0}")]
    Server(io::Error),
    #[error("the address of the site can't be made: {0:?}")]
    Address(WebUrlError),
    #[error("{}: there is no such file; name the feed or a folder of stories, as in `newsleaf serve my-site`", .0.display())]
    NoFeed(PathBuf),
    #[error("the drop-in shows a feed that lies beside it, and this one is at an address; leave out --drop-in")]
    DropInOfHost,
    #[error("{0}")]
    InvalidFeed(String),
    #[error("a temporary folder can't be made: {0}")]
    Temporary(io::Error),
    #[error("Ctrl-C can't be noticed: {0}")]
    Signal(ctrlc::Error),
    #[error("changes can't be noticed: {0}")]
    Watch(notify::Error),
    #[error(transparent)]
    Build(CommandError),
}

impl From<CommandError> for ServeError {
    fn from(error: CommandError) -> ServeError {
        match error {
            CommandError::Source(SourceError::NoFile(path)) => ServeError::NoFeed(path),
            error => ServeError::Build(error),
        }
    }
}

impl From<AppError> for ServeError {
    fn from(error: AppError) -> ServeError {
        ServeError::Build(error.into())
    }
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let Err(error) = serve(arguments);
    fail(&error.to_string())
}

/// It ends by itself only where there is nothing to show.
fn serve(arguments: &Arguments) -> Result<Infallible, ServeError> {
    if arguments.feed.as_deref().is_some_and(|feed| feed == "-") {
        return Err(ServeError::StandardInput);
    }
    let (listener, address) = listen(arguments)?;
    let address = browser_address(address);
    let site_url = WebUrl::parse(&address, None, parse_url_natively).map_err(ServeError::Address)?;
    let temporary = TemporaryFolder::new().map_err(ServeError::Temporary)?;
    let end = End::on_signal(temporary.path().to_owned()).map_err(ServeError::Signal)?;
    let builder = Builder::new(arguments, site_url, temporary.path().join("site"));
    let shown = show(arguments, &builder, listener, &address, &end);
    end.wait_if_begun();
    shown
}

/// Builds the site, serves it at the address, and builds it anew after each change.
fn show(
    arguments: &Arguments,
    builder: &Builder,
    listener: TcpListener,
    address: &str,
    end: &End,
) -> Result<Infallible, ServeError> {
    let (sender, changes) = mpsc::channel();
    let mut watch = Watch::new(sender).map_err(ServeError::Watch)?;
    let began = Instant::now();
    let (inputs, sources) = builder.inputs()?;
    // What changes while the site is built is noticed.
    let watch_fault = watch.update(&sources);
    let newest = builder.build_newest(&inputs)?;
    let is_partial = newest.is_some();
    let mut built = match newest {
        Some(newest) => newest,
        None => builder.build(&inputs)?,
    };
    let mut warnings = Warnings::default();
    let size = built.size_text();
    let site = Arc::new(Site::new(built.content));
    thread::spawn({
        let site = site.clone();
        move || server::run(&listener, &site)
    });
    let ending = if is_partial { "The others follow." } else { "Ctrl-C ends it." };
    say(&format!("{address} shows {size}, made in {}. {ending}", seconds_text(began.elapsed())));
    if arguments.host.is_unspecified() {
        say("Others in the network see it at the IP address of this machine.");
    }
    if let Some(why) = &watch.fallback {
        say(&format!("Files are looked at once a second, because the system tells of no changes: {why}."));
    }
    if arguments.open
        && let Err(error) = open::that_detached(address)
    {
        print_error(&format!("no browser can be opened: {error}; open {address} yourself"));
    }
    if is_partial {
        built = builder.build(&inputs)?;
        let size = built.size_text();
        site.update(built.content);
        say(&format!("All {size}, made in {}. Ctrl-C ends it.", seconds_text(began.elapsed())));
    }
    warnings.print(&built.warnings);
    let next_ms = built.next_ms;
    print_held_back(built.held_back, next_ms);
    if let Some(fault) = &watch_fault {
        print_error(&format!("not all changes are noticed: {fault}"));
    }
    let state = Shown { sources, next_ms, held_back: built.held_back, warnings, watch_fault };
    rebuild_on_changes(builder, &site, &mut watch, &changes, state, end)
}

/// What is shown at present.
struct Shown {
    sources: Sources,
    next_ms: Option<i64>,
    held_back: usize,
    warnings: Warnings,
    /// Why some changes are not noticed.
    watch_fault: Option<String>,
}

/// Builds the site anew after each change. It never ends by itself.
fn rebuild_on_changes(
    builder: &Builder,
    site: &Site,
    watch: &mut Watch,
    changes: &Receiver<()>,
    mut shown: Shown,
    end: &End,
) -> ! {
    let mut last_fault = None;
    let mut is_behind = false;
    loop {
        let due = shown.next_ms.map(|due_ms| Duration::from_millis(due_ms.saturating_sub(now_ms()).max(0) as u64));
        let interval = if shown.sources.is_host { HOST_INTERVAL } else { DAY };
        let has_changed = mem::take(&mut is_behind) || watch::wait(changes, due.unwrap_or(DAY).min(interval) + MOMENT);
        let began = Instant::now();
        let built = builder.inputs().and_then(|(inputs, sources)| {
            shown.sources = sources;
            // New folders are watched before they are read.
            shown.update_watch(watch);
            builder.build(&inputs)
        });
        match built {
            Ok(Built { content, changed, warnings, next_ms, held_back, .. }) => {
                if changed != Some(0) {
                    site.update(content);
                    let what = changed.map_or_else(
                        || "Read again".to_owned(),
                        |changed| count(changed, "file", "files") + " changed",
                    );
                    say(&format!("{} {what}, in {}.", time(), seconds_text(began.elapsed())));
                } else if last_fault.is_some() {
                    say(&format!("{} The site is as before.", time()));
                }
                last_fault = None;
                shown.warnings.print(&warnings);
                if (held_back, next_ms) != (shown.held_back, shown.next_ms) {
                    print_held_back(held_back, next_ms);
                }
                (shown.held_back, shown.next_ms) = (held_back, next_ms);
            }
            // A large file was read while it was written.
            Err(_) if watch::wait(changes, STILL_WRITING) => is_behind = true,
            Err(error) => {
                end.wait_if_begun();
                shown.update_watch(watch);
                let fault = error.to_string();
                // By the clock alone the same fault comes again and again.
                if has_changed || last_fault.as_ref() != Some(&fault) {
                    let fault = fault.trim_end_matches('.');
                    print_error(&format!("{} {fault}; the last good site stays", time()));
                }
                last_fault = Some(fault);
                shown.next_ms = None;
            }
        }
    }
}

impl Shown {
    fn update_watch(&mut self, watch: &mut Watch) {
        let fault = watch.update(&self.sources);
        if let Some(fault) = fault.as_ref().filter(|fault| self.watch_fault.as_ref() != Some(fault)) {
            print_error(&format!("not all changes are noticed: {fault}"));
        }
        self.watch_fault = fault;
    }
}

fn listen(arguments: &Arguments) -> Result<(TcpListener, SocketAddr), ServeError> {
    let &Arguments { port, host, .. } = arguments;
    let listener = TcpListener::bind((host, port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => ServeError::PortTaken(port),
        ErrorKind::PermissionDenied => ServeError::PortRefused(port),
        ErrorKind::AddrNotAvailable => ServeError::NotOurAddress(host),
        _ => ServeError::Server(error),
    })?;
    let address = listener.local_addr().map_err(ServeError::Server)?;
    Ok((listener, address))
}

/// The address for a browser of this machine.
fn browser_address(address: SocketAddr) -> String {
    let host = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}/", SocketAddr::new(host, address.port()))
}

fn next_port(port: u16) -> u16 {
    if port < u16::MAX { port + 1 } else { 8080 }
}

/// The warnings that were printed last.
#[derive(Default)]
struct Warnings(Vec<String>);

impl Warnings {
    /// Prints the warnings that are new.
    fn print(&mut self, warnings: &[String]) {
        let new: Vec<&String> = warnings.iter().filter(|warning| !self.0.contains(warning)).collect();
        for warning in new.iter().take(MOST_WARNINGS) {
            say(&format!("Warning: {warning}."));
        }
        if new.len() > MOST_WARNINGS {
            say(&format!("… and {} more warnings.", new.len() - MOST_WARNINGS));
        }
        if warnings.is_empty() && !self.0.is_empty() {
            say("There are no warnings any more.");
        }
        self.0 = warnings.to_vec();
    }
}

fn print_held_back(stories: usize, next_ms: Option<i64>) {
    if stories > 0 {
        let stories = count(stories, "story is", "stories are");
        let next = next_ms.map_or_else(String::new, |due_ms| {
            format!(", the next one until {} (UTC)", Moment::instant(due_ms).to_rfc3339())
        });
        say(&format!("{stories} held back for a later date{next}."));
    }
}

/// Prints a line. A closed standard output is no reason to end.
fn say(line: &str) {
    let _ = print(&format!("{}\n", printable(line)));
}

/// The time of day on this machine.
fn time() -> String {
    Zoned::now().strftime("%H:%M:%S").to_string()
}

fn seconds_text(duration: Duration) -> String {
    format!("{:.2} s", duration.as_secs_f64())
}

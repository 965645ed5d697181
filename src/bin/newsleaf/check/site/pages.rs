//! The pages of a site and what they name: links, pictures, files, sounds.

use std::collections::{BTreeMap, BTreeSet};

use newsleaf::domain::report::text::bytes;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};

use super::finding::{Code, Findings};
use super::headers::{self, Caching, extension};
use super::page::Page;
use crate::source::picture_size::size_of_bytes;
use crate::source::site_client::{Answer, Client, NoAnswer, Request};

/// So much of a picture shows its size.
const HEAD_OF_PICTURE: usize = 100_000;
const MOST_PICTURE_BYTES: usize = 1_000_000;
/// The widest place of a page, twice, for sharp screens.
const MOST_PICTURE_WIDTH: u32 = 2_400;
/// A picture that weighs no more may be as wide as it likes.
const LIGHT_PICTURE: usize = 300_000;
/// How many sounds and films are asked for a part.
const MOST_MEDIA: usize = 3;
/// How many pictures and files are asked for, for each page.
const FILES_PER_PAGE: usize = 4;

/// What was looked at.
#[derive(Debug, Default)]
pub struct Crawl {
    pub pages: usize,
    /// Pages that the site names and that were not looked at.
    pub pages_left: usize,
    pub pictures: usize,
    pub files: usize,
    pub files_left: usize,
    /// Other hosts that have pictures or sounds of the pages.
    pub other_hosts: BTreeSet<String>,
    /// A page of an article, and one of a folder within folders.
    pub article: Option<WebUrl>,
    /// The files that pages name, for the sizes of one of each kind.
    pub assets: BTreeSet<WebUrl>,
}

/// How far the site is looked at.
pub struct Range<'a> {
    pub most_pages: usize,
    /// Whether the links of pages are followed: those of the drop-in are all the same file.
    pub follows_links: bool,
    /// Says how far it is: pages done, pages known.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// An address without query and fragment.
fn plain(url: &WebUrl) -> Option<WebUrl> {
    WebUrl::parse(url.as_str().split(['?', '#']).next()?, None, parse_url_natively).ok()
}

/// Looks at pages from these addresses on, and at what they name.
pub fn look(client: &Client, findings: &mut Findings, from: Vec<(WebUrl, String)>, range: &Range) -> Crawl {
    let mut crawl = Crawl::default();
    // Where an address was named first.
    let mut named: BTreeMap<WebUrl, String> = BTreeMap::new();
    let mut frontier: Vec<WebUrl> = Vec::new();
    for (url, by) in from {
        if let Some(url) = plain(&url).filter(|url| client.is_of_site(url))
            && !named.contains_key(&url)
        {
            named.insert(url.clone(), by);
            frontier.push(url);
        }
    }
    let (mut pictures, mut files, mut media) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    while !frontier.is_empty() && client.end().is_none() {
        let left = range.most_pages.saturating_sub(crawl.pages);
        let rest = frontier.split_off(left.min(frontier.len()));
        crawl.pages_left += rest.len();
        let done = std::sync::atomic::AtomicUsize::new(crawl.pages);
        let known = crawl.pages + frontier.len();
        let answers = client.all(&frontier, |url| {
            let answer = client.follow(&Request::get(url.clone()));
            (range.progress)(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1, known);
            answer
        });
        let mut next = Vec::new();
        for (url, answer) in frontier.iter().zip(answers) {
            crawl.pages += 1;
            let by = named.get(url).cloned().unwrap_or_default();
            let answer = match answer {
                Ok(answer) => answer,
                Err(NoAnswer::NotAsked(_)) => {
                    (crawl.pages, crawl.pages_left) = (crawl.pages - 1, crawl.pages_left + 1);
                    continue;
                }
                Err(NoAnswer::Fault(cause)) => {
                    findings.add(Code::HostSilent, url, cause);
                    continue;
                }
            };
            if matches!(answer.status, 429 | 503) {
                (crawl.pages, crawl.pages_left) = (crawl.pages - 1, crawl.pages_left + 1);
                continue;
            }
            if answer.is_redirect() {
                // To another host: a redirect that the publisher has made.
                continue;
            }
            if !answer.is_success() {
                findings.add(Code::PageMissing, url, missing(client, &answer, &by));
                continue;
            }
            if let Some(fault) = &answer.fault {
                findings.add(Code::EncodingBroken, url, fault.clone());
                continue;
            }
            headers::check_type(findings, &answer);
            if extension(&answer.url) != "html" {
                continue;
            }
            headers::check_caching(findings, &answer, Caching::Revalidated);
            let page = Page::read(&answer.text(), &answer.url);
            headers::check_page(findings, &answer, page.policy.as_deref());
            check_own_address(client, findings, &answer.url, &page);
            if crawl.article.is_none() && url.as_str().contains("/article/") {
                crawl.article = Some(url.clone());
            }
            let by = url.without_userinfo();
            let mut take = |list: &mut BTreeMap<WebUrl, String>, urls: &[WebUrl], is_shown: bool| {
                for file in urls {
                    match plain(file) {
                        Some(file) if client.is_of_site(&file) => {
                            list.entry(file).or_insert_with(|| by.clone());
                        }
                        Some(file) if is_shown && file.host() != client.site.host() => {
                            crawl.other_hosts.insert(file.host().to_owned());
                        }
                        _ => {}
                    }
                }
            };
            take(&mut pictures, &page.pictures, true);
            take(&mut media, &page.media, true);
            take(&mut files, &page.files, false);
            if range.follows_links {
                for link in page.links.iter().filter_map(plain).filter(|link| client.is_of_site(link)) {
                    if extension(&link) != "html" {
                        files.entry(link).or_insert_with(|| by.clone());
                    } else if !named.contains_key(&link) {
                        named.insert(link.clone(), by.clone());
                        next.push(link);
                    }
                }
            }
        }
        // What did not fit is left; what it names is unknown.
        if rest.is_empty() {
            frontier = next;
        } else {
            crawl.pages_left += next.len();
            frontier = Vec::new();
        }
    }
    if client.end().is_some() {
        crawl.pages_left += frontier.len();
        crawl.files_left += pictures.len() + files.len() + media.len();
        return crawl;
    }
    let most_files = range.most_pages.saturating_mul(FILES_PER_PAGE);
    let mut bounded = |list: BTreeMap<WebUrl, String>| -> Vec<(WebUrl, String)> {
        crawl.files_left += list.len().saturating_sub(most_files);
        list.into_iter().take(most_files).collect()
    };
    let (pictures, files, media) = (bounded(pictures), bounded(files), bounded(media));
    crawl.pictures = pictures.len();
    crawl.files = files.len() + media.len();
    let answers = client.all(&pictures, |(url, _)| {
        client.follow(&Request { most: HEAD_OF_PICTURE, encoding: "identity", ..Request::get(url.clone()) })
    });
    for ((url, by), answer) in pictures.iter().zip(answers) {
        match answer {
            Err(NoAnswer::NotAsked(_)) => crawl.files_left += 1,
            Err(NoAnswer::Fault(cause)) => findings.add(Code::HostSilent, url, cause),
            Ok(answer) if matches!(answer.status, 429 | 503) => crawl.files_left += 1,
            Ok(answer) => check_picture(client, findings, url, by, &answer),
        }
    }
    crawl.assets.extend(files.iter().map(|(url, _)| url.clone()));
    crawl.files_left += check_files(client, findings, &files, Code::FileMissing, |_| None);
    crawl.files_left += check_files(client, findings, &media, Code::FileMissing, |_| None);
    for (url, _) in media.iter().take(MOST_MEDIA) {
        check_ranges(client, findings, url);
    }
    crawl
}

/// Checks that files are there, with the right type and caching. Returns how many of them were not asked for.
pub fn check_files(
    client: &Client,
    findings: &mut Findings,
    files: &[(WebUrl, String)],
    missing_code: Code,
    caching: impl Fn(&WebUrl) -> Option<Caching>,
) -> usize {
    let mut left = 0;
    let answers = client.all(files, |(url, _)| client.head(url));
    for ((url, by), answer) in files.iter().zip(answers) {
        match answer {
            Err(NoAnswer::NotAsked(_)) => left += 1,
            Err(NoAnswer::Fault(cause)) => findings.add(Code::HostSilent, url, cause),
            Ok(answer) if answer.is_redirect() => {}
            Ok(answer) if matches!(answer.status, 429 | 503) => left += 1,
            Ok(answer) if !answer.is_success() => findings.add(missing_code, url, missing(client, &answer, by)),
            Ok(answer) if answer.is_html() && extension(url) != "html" => {
                findings.add(missing_code, url, format!("a web page comes in its place{}", named_by(by)));
            }
            Ok(answer) => {
                headers::check_type(findings, &answer);
                if let Some(caching) = caching(url) {
                    headers::check_caching(findings, &answer, caching);
                }
            }
        }
    }
    left
}

fn named_by(by: &str) -> String {
    if by.is_empty() { String::new() } else { format!("; {by} names it") }
}

/// What was found in place of a file, and whether there is one with small letters in its name.
fn missing(client: &Client, answer: &Answer, by: &str) -> String {
    let small = answer.url.as_str().to_ascii_lowercase();
    let is_other = small != answer.url.as_str() && small.starts_with(client.site.as_str());
    let small = if is_other { WebUrl::parse(&small, None, parse_url_natively).ok() } else { None };
    let has_small = small.and_then(|url| client.head(&url).ok()).is_some_and(|answer| answer.is_success());
    let case = if has_small { "; with small letters there is one: hosts tell capitals from small letters" } else { "" };
    format!("status {}{}{case}", answer.status, named_by(by))
}

fn check_picture(client: &Client, findings: &mut Findings, url: &WebUrl, by: &str, answer: &Answer) {
    if answer.is_redirect() {
        return;
    }
    if !answer.is_success() {
        return findings.add(Code::PictureMissing, url, missing(client, answer, by));
    }
    if answer.is_html() {
        return findings.add(Code::PictureMissing, url, format!("a web page comes in its place{}", named_by(by)));
    }
    headers::check_type(findings, answer);
    let kind = answer.media_type();
    if extension(url) != "svg" && !kind.starts_with("image/") {
        let found = answer
            .header("content-type")
            .map_or_else(|| "no Content-Type".to_owned(), |sent| format!("Content-Type: {sent}"));
        findings.add(Code::TypeWrong, url, found);
    }
    let weight = answer.size();
    let size = size_of_bytes(&answer.body);
    let is_wide = size.is_some_and(|(width, _)| width > MOST_PICTURE_WIDTH) && kind != "image/svg+xml";
    if weight > MOST_PICTURE_BYTES || is_wide && weight > LIGHT_PICTURE {
        let pixels = size.map_or_else(String::new, |(width, height)| format!(", {width} x {height}"));
        findings.add(Code::PictureTooLarge, url, format!("{}{pixels}{}", bytes(weight), named_by(by)));
    }
}

/// Checks that a host can send a part of a file.
fn check_ranges(client: &Client, findings: &mut Findings, url: &WebUrl) {
    let request =
        Request { header: Some(("Range", "bytes=0-1")), most: 2, encoding: "identity", ..Request::get(url.clone()) };
    if let Ok(answer) = client.follow(&request)
        && answer.is_success()
        && answer.status != 206
    {
        findings.add(Code::NoRanges, url, format!("status {} to a request for two bytes", answer.status));
    }
}

/// Checks that a page does not name the same page of another site as its address. What a publisher names on purpose, such as the
/// article in a CMS, has another path.
fn check_own_address(client: &Client, findings: &mut Findings, url: &WebUrl, page: &Page) {
    let path = url.as_str().strip_prefix(client.site.as_str()).unwrap_or_default();
    let of = [("canonical", &page.canonical), ("og:url", &page.og_url)];
    for (name, named) in of.into_iter().filter_map(|(name, named)| Some((name, named.as_ref()?))) {
        let is_front_of_other = path.is_empty() && !client.is_of_site(named);
        let is_same_path =
            !path.is_empty() && !client.is_of_site(named) && named.as_str().ends_with(&["/", path].concat());
        if is_front_of_other || is_same_path {
            findings.add(Code::OtherAddress, url, format!("{name} is {}", named.without_userinfo()));
        }
    }
}

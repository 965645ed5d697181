//! The pages of a site and what they name: links, pictures, files, sounds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// The result of a crawl.
#[derive(Debug, Default)]
pub struct Crawl {
    /// How many pages were crawled.
    pub pages: usize,
    /// Pages that the site names and that were not asked for.
    pub pages_left: usize,
    /// How many pictures were checked.
    pub pictures: usize,
    /// How many other files were checked.
    pub files: usize,
    /// Pictures and files that the site names and that were not asked for.
    pub files_left: usize,
    /// Other hosts that have pictures or sounds of the pages.
    pub other_hosts: BTreeSet<String>,
    /// A page of an article, and one of a folder within folders.
    pub article: Option<WebUrl>,
    /// The files that pages name, for the sizes of one of each kind.
    pub assets: BTreeSet<WebUrl>,
}

/// How far the site is crawled.
pub struct Range<'a> {
    /// How many pages are crawled at most.
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

/// Crawls the pages from these addresses on, each with the page that names it, and what they name.
pub fn crawl(client: &Client, findings: &mut Findings, from: Vec<(WebUrl, String)>, range: &Range) -> Crawl {
    let mut crawler = Crawler { client, findings, range, crawl: Crawl::default(), named: Named::default() };
    let mut frontier = crawler.begin(from);
    while !frontier.is_empty() && client.end().is_none() {
        frontier = crawler.crawl_pages(frontier);
    }
    crawler.crawl.pages_left += frontier.len();
    crawler.check_named();
    crawler.crawl
}

/// What the pages name, each with the address that names it first.
#[derive(Default)]
struct Named {
    pages: BTreeMap<WebUrl, String>,
    pictures: BTreeMap<WebUrl, String>,
    files: BTreeMap<WebUrl, String>,
    media: BTreeMap<WebUrl, String>,
}

/// A crawl under way.
struct Crawler<'a> {
    client: &'a Client,
    findings: &'a mut Findings,
    range: &'a Range<'a>,
    crawl: Crawl,
    named: Named,
}

impl Crawler<'_> {
    /// The pages of the site among the addresses that it begins with.
    fn begin(&mut self, from: Vec<(WebUrl, String)>) -> Vec<WebUrl> {
        let mut frontier = Vec::new();
        for (url, by) in from {
            if let Some(url) = plain(&url).filter(|url| self.client.is_of_site(url))
                && !self.named.pages.contains_key(&url)
            {
                self.named.pages.insert(url.clone(), by);
                frontier.push(url);
            }
        }
        frontier
    }

    /// Crawls pages, and returns those that only they name.
    fn crawl_pages(&mut self, mut pages: Vec<WebUrl>) -> Vec<WebUrl> {
        let left = self.range.most_pages.saturating_sub(self.crawl.pages);
        let rest = pages.split_off(left.min(pages.len()));
        self.crawl.pages_left += rest.len();
        let done = AtomicUsize::new(self.crawl.pages);
        let known = self.crawl.pages + pages.len();
        let answers = self.client.all(&pages, |url| {
            let answer = self.client.follow(&Request::get(url.clone()));
            (self.range.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, known);
            answer
        });
        let mut next = Vec::new();
        for (url, answer) in pages.iter().zip(answers) {
            match answer {
                Err(NoAnswer::NotAsked(_)) => {
                    self.crawl.pages_left += 1;
                    continue;
                }
                Err(NoAnswer::Fault(cause)) => self.findings.add(Code::HostSilent, url, cause),
                Ok(answer) => {
                    if let Some(page) = self.check_page(url, &answer) {
                        next.extend(self.collect(url, &page));
                    }
                }
            }
            self.crawl.pages += 1;
        }
        // What did not fit is left; what it names is unknown.
        if rest.is_empty() {
            return next;
        }
        self.crawl.pages_left += next.len();
        Vec::new()
    }

    /// Checks the answer to a page. Returns the page, if there is one that names anything.
    fn check_page(&mut self, url: &WebUrl, answer: &Answer) -> Option<Page> {
        if answer.is_redirect() {
            // To another host: a redirect that the publisher has made.
            return None;
        }
        if !answer.is_success() {
            let by = self.named.pages.get(url).map_or("", String::as_str);
            self.findings.add(Code::PageMissing, url, missing(self.client, answer, by));
            return None;
        }
        if let Some(fault) = &answer.fault {
            self.findings.add(Code::EncodingBroken, url, fault.clone());
            return None;
        }
        headers::check_type(self.findings, answer);
        if extension(&answer.url) != "html" {
            return None;
        }
        headers::check_caching(self.findings, answer, Caching::Revalidated);
        let page = Page::read(&answer.text(), &answer.url);
        headers::check_page(self.findings, answer, page.policy.as_deref());
        check_own_address(self.client, self.findings, &answer.url, &page);
        if self.crawl.article.is_none() && url.as_str().contains("/article/") {
            self.crawl.article = Some(url.clone());
        }
        Some(page)
    }

    /// Notes what a page names, and returns the pages among it that no other page has named.
    fn collect(&mut self, url: &WebUrl, page: &Page) -> Vec<WebUrl> {
        let (client, by) = (self.client, url.without_userinfo());
        let mut other_hosts = BTreeSet::new();
        let mut note = |list: &mut BTreeMap<WebUrl, String>, urls: &[WebUrl], is_shown: bool| {
            for file in urls.iter().filter_map(plain) {
                if client.is_of_site(&file) {
                    list.entry(file).or_insert_with(|| by.clone());
                } else if is_shown && file.host() != client.site.host() {
                    other_hosts.insert(file.host().to_owned());
                }
            }
        };
        note(&mut self.named.pictures, &page.pictures, true);
        note(&mut self.named.media, &page.media, true);
        note(&mut self.named.files, &page.files, false);
        self.crawl.other_hosts.extend(other_hosts);
        let mut next = Vec::new();
        let links = page.links.iter().filter(|_| self.range.follows_links).filter_map(plain);
        for link in links.filter(|link| client.is_of_site(link)) {
            if extension(&link) != "html" {
                self.named.files.entry(link).or_insert_with(|| by.clone());
            } else if !self.named.pages.contains_key(&link) {
                self.named.pages.insert(link.clone(), by.clone());
                next.push(link);
            }
        }
        next
    }

    /// Checks the pictures and files that the pages name.
    fn check_named(&mut self) {
        let Named { pictures, files, media, .. } = std::mem::take(&mut self.named);
        let (client, crawl) = (self.client, &mut self.crawl);
        if client.end().is_some() {
            crawl.files_left += pictures.len() + files.len() + media.len();
            return;
        }
        let most_files = self.range.most_pages.saturating_mul(FILES_PER_PAGE);
        let mut bounded = |list: BTreeMap<WebUrl, String>| -> Vec<(WebUrl, String)> {
            crawl.files_left += list.len().saturating_sub(most_files);
            list.into_iter().take(most_files).collect()
        };
        let (pictures, files, media) = (bounded(pictures), bounded(files), bounded(media));
        let left = check_pictures(client, self.findings, &pictures);
        crawl.pictures = pictures.len() - left;
        crawl.files_left += left;
        crawl.assets.extend(files.iter().map(|(url, _)| url.clone()));
        for list in [&files, &media] {
            let left = check_files(client, self.findings, list, Code::FileMissing, |_| None);
            crawl.files += list.len() - left;
            crawl.files_left += left;
        }
        for (url, _) in media.iter().take(MOST_MEDIA) {
            check_ranges(client, self.findings, url);
        }
    }
}

/// Checks that pictures are there, and not too large. Returns how many of them were not asked for.
fn check_pictures(client: &Client, findings: &mut Findings, pictures: &[(WebUrl, String)]) -> usize {
    let mut left = 0;
    let answers = client.all(pictures, |(url, _)| {
        client.follow(&Request { most: HEAD_OF_PICTURE, encoding: "identity", ..Request::get(url.clone()) })
    });
    for ((url, by), answer) in pictures.iter().zip(answers) {
        match answer {
            Err(NoAnswer::NotAsked(_)) => left += 1,
            Err(NoAnswer::Fault(cause)) => findings.add(Code::HostSilent, url, cause),
            Ok(answer) => check_picture(client, findings, url, by, &answer),
        }
    }
    left
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

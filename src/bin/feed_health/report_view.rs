//! A report as it stands on the page.

use newsleaf::domain::report::group::{Example, Group, Part};
use newsleaf::domain::report::{FeedReport, Kind, Summary, invalid_json};
use newsleaf::domain::site::messages::interpolate;
use newsleaf::domain::state::failure::Failure;
use newsleaf::markup::{Child, Element, Markup, element, markup};

use super::dates;
use super::spoken::Spoken;

/// A report in a section of its own. `id` tells it from the others of the page; its headline can take the focus.
pub fn report(spoken: Spoken, id: &'static str, report: &FeedReport, has_links: bool, now_ms: i64) -> Element {
    let heading = [id, "-heading"].concat();
    let mut content = markup()
        .child(element("p").class("report__name").child(element("bdi").attr("dir", "ltr").child(report.name.clone())))
        .child(verdict(spoken, &heading, report));
    match &report.outcome {
        Ok(summary) => {
            let expired =
                summary.expired.then(|| element("p").class("report__sentence").child(spoken.own.health_expired()));
            content = content.child(expired).child(facts(spoken, report, summary, now_ms));
        }
        Err(failure) => content = content.child(failed(spoken, report, failure)),
    }
    let advice: Vec<Element> =
        report.advice.iter().map(|advice| element("p").child(advice.sentence(spoken.own))).collect();
    if !advice.is_empty() {
        content = content.child(element("div").class("advice").child(advice));
    }
    if !report.groups.is_empty() {
        content = content.child(warnings(spoken, id, &report.groups, has_links));
    }
    element("section").class("report").attr("aria-labelledby", heading).child(content)
}

/// How it came out, in a sentence.
pub fn outcome(spoken: Spoken, report: &FeedReport) -> String {
    match (&report.outcome, report.warnings()) {
        (Err(failure), _) if report.kind == Kind::Settings => match invalid_json(failure) {
            Some(at) => interpolate(
                spoken.own.health_settings_unreadable(),
                &[("line", &at.line.to_string()), ("column", &at.column.to_string())],
            ),
            None => spoken.own.health_settings_no_object().to_owned(),
        },
        (Err(_), _) => spoken.own.health_unreadable().to_owned(),
        (Ok(_), 0) => spoken.own.health_clean().to_owned(),
        (Ok(_), warnings) => spoken.count(spoken.own.health_warnings(), warnings),
    }
}

fn verdict(spoken: Spoken, heading: &str, report: &FeedReport) -> Element {
    let class = match (&report.outcome, report.groups.is_empty()) {
        (Err(_), _) => "verdict verdict--unreadable",
        (Ok(_), true) => "verdict verdict--clean",
        (Ok(_), false) => "verdict verdict--warnings",
    };
    let title = element("span").child(outcome(spoken, report));
    element("h2").class(class).attr("id", heading.to_owned()).attr("tabindex", "-1").child(title)
}

fn failed(spoken: Spoken, report: &FeedReport, failure: &Failure) -> Markup {
    let mut content = markup();
    if report.kind == Kind::Feed {
        content = content.child(element("p").class("report__sentence").child(failure.sentence(spoken.messages)));
    }
    if let Some(at) = invalid_json(failure) {
        let excerpt =
            element("pre").class("excerpt").attr("tabindex", "0").attr("dir", "ltr").child(at.excerpt.clone());
        content = content.child(element("p").child(spoken.messages.failed_where())).child(excerpt);
    }
    let title = element("p").class("advice__title").child(spoken.own.health_what_to_do());
    let what = element("p").child(report.help(spoken.own).unwrap_or_default().into_owned());
    content.child(element("div").class("advice").child(title).child(what))
}

fn facts(spoken: Spoken, report: &FeedReport, summary: &Summary, now_ms: i64) -> Element {
    let own = spoken.own;
    let mut rows: Vec<Element> = Vec::new();
    let mut row = |name: &'static str, value: Markup| {
        let value = element("dd").child(value);
        rows.push(element("div").child(element("dt").child(name)).child(value));
    };
    if report.kind == Kind::Feed {
        row(own.health_paper(), of_feed(summary.title.clone()));
    }
    if let Some(size) = report.size_in_bytes {
        row(own.health_size(), plain(spoken.bytes(size)));
    }
    if let Some(changed) = report.host.as_ref().and_then(|host| host.changed()) {
        row(own.health_changed(), plain(dates::with_age(spoken, changed, now_ms)));
    }
    if report.kind == Kind::Feed {
        row(own.health_stories(), plain(stories(spoken, summary)));
        if let Some(newest) = summary.newest {
            row(own.health_newest(), plain(dates::with_age(spoken, newest, now_ms)));
        }
        if let Some(oldest) = summary.oldest.filter(|oldest| Some(*oldest) != summary.newest) {
            row(own.health_oldest(), plain(dates::with_age(spoken, oldest, now_ms)));
        }
        if let Some(version) = summary.version_number() {
            row(own.health_format(), of_feed(["JSON Feed ", version].concat()));
        }
        match &summary.language {
            Some(language) => row(own.health_language(), of_feed(language.clone())),
            None => row(own.health_language(), plain(own.health_not_given().to_owned())),
        }
        if !summary.sections.is_empty() {
            row(own.health_sections(), sections(spoken, summary));
        }
        if let Some(next) = &summary.next_url {
            row(own.health_older_pages(), of_feed(next.without_userinfo()));
        }
    }
    if !summary.settings.is_empty() {
        row(own.health_settings(), element("code").attr("lang", "en").child(summary.settings.join(", ")).into());
    }
    element("dl").class("facts").child(rows)
}

fn stories(spoken: Spoken, summary: &Summary) -> String {
    let own = spoken.own;
    let mut parts = vec![spoken.number(summary.items_read)];
    for (sentence, number) in [
        (own.health_left_out(), summary.items_left_out()),
        (own.health_undated(), summary.undated),
        (own.health_in_future(), summary.in_future),
    ] {
        if number > 0 {
            parts.push(spoken.count(sentence, number));
        }
    }
    parts.join(" · ")
}

fn sections(spoken: Spoken, summary: &Summary) -> Markup {
    const MOST: usize = 20;
    let mut content = markup();
    for (at, (name, count)) in summary.sections.iter().take(MOST).enumerate() {
        let text = interpolate(spoken.own.health_section_count(), &[("section", name), ("n", &spoken.number(*count))]);
        content = content.child((at > 0).then_some(" · ".to_owned())).child(element("bdi").child(text));
    }
    let rest = summary.sections.len().saturating_sub(MOST);
    content.child((rest > 0).then(|| [" ", &spoken.count(spoken.own.health_and_more(), rest)].concat()))
}

/// Groups of warnings, each a body of the table. What was found and done is told in English everywhere.
fn warnings(spoken: Spoken, id: &'static str, groups: &[Group], has_links: bool) -> Element {
    let own = spoken.own;
    let caption = [id, "-caption"].concat();
    let columns = [
        own.health_column_where(),
        own.health_column_field(),
        own.health_column_found(),
        own.health_column_done(),
        own.health_column_count(),
    ];
    let head: Vec<Element> = columns.into_iter().map(|name| element("th").attr("scope", "col").child(name)).collect();
    let bodies: Vec<Element> = groups.iter().map(|group| body(spoken, group, has_links)).collect();
    let table = element("table")
        .child(element("caption").attr("id", caption.clone()).child(own.health_table()))
        .child(element("thead").child(element("tr").child(head)))
        .child(bodies);
    let region = element("div").class("warnings").attr("role", "region").attr("tabindex", "0");
    region.attr("aria-labelledby", caption).child(table)
}

fn body(spoken: Spoken, group: &Group, has_links: bool) -> Element {
    let rest = group.count.saturating_sub(group.examples.len());
    let height = (group.examples.len() + usize::from(rest > 0)).to_string();
    let mut rows: Vec<Element> = Vec::new();
    for (at, example) in group.examples.iter().enumerate() {
        let mut row = element("tr")
            .child(element("th").attr("scope", "row").child(place(spoken, group, example, has_links)))
            .child(element("td").attr("lang", "en").child(code(&example.field)))
            .child(element("td").attr("lang", "en").attr("dir", "auto").child(example.value.clone()));
        if at == 0 {
            let done = element("td").attr("lang", "en").attr("dir", "ltr").attr("rowspan", height.clone());
            let count = element("td").class("warnings__count").attr("rowspan", height.clone());
            row = row.child(done.child(group.action.to_string())).child(count.child(spoken.number(group.count)));
        }
        rows.push(row);
    }
    if rest > 0 {
        let more = element("td").class("warnings__more").attr("colspan", "3");
        rows.push(element("tr").child(more.child(spoken.count(spoken.own.health_and_more(), rest))));
    }
    element("tbody").child(rows)
}

fn code(field: &str) -> Option<Element> {
    (!field.is_empty()).then(|| element("code").attr("dir", "ltr").child(field.to_owned()))
}

/// The story with a link to its page, else what there is to know it by.
fn place(spoken: Spoken, group: &Group, example: &Example, has_links: bool) -> Markup {
    let own = spoken.own;
    let Some(index) = example.index else {
        let part = match group.part {
            Part::Document => own.health_of_document(),
            Part::Settings => own.health_of_settings(),
            Part::Feed | Part::Item => own.health_of_feed(),
        };
        return plain(part.to_owned());
    };
    let number =
        element("span").class("warnings__index").child(interpolate(own.health_of_item(), &[("n", &index.to_string())]));
    let name = example.headline.as_ref().or(example.id.as_ref()).map(|name| element("bdi").child(name.clone()));
    let link = example.link.as_ref().filter(|_| has_links);
    markup()
        .child(name.map(|name| match link {
            Some(link) => element("a").attr("href", link.clone()).child(name),
            None => name,
        }))
        .child(number)
}

/// Text of a feed, whatever its direction.
fn of_feed(text: String) -> Markup {
    markup().child(element("bdi").child(text))
}

fn plain(text: impl Child) -> Markup {
    markup().child(text)
}

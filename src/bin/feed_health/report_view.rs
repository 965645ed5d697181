//! The view of a report on the page.

use std::sync::Arc;

use leptos::prelude::*;
use newsleaf::domain::report::group::{Example, Group};
use newsleaf::domain::report::part::Part;
use newsleaf::domain::report::{FeedReport, Kind, Summary, invalid_json};
use newsleaf::domain::site::messages::interpolate;
use newsleaf::domain::state::failure::Failure;

use super::dates;
use super::spoken::Spoken;

/// How many sections are named.
const MOST_SECTIONS: usize = 20;

/// A report in a section of its own.
#[component]
pub fn ReportView(
    spoken: Spoken,
    /// The id of the report, unique on the page. Its headline, `ID-heading`, can take the focus.
    id: &'static str,
    report: Arc<FeedReport>,
    /// Whether the stories are pages of this site.
    has_links: bool,
    /// Now, in milliseconds since 1970.
    now_ms: i64,
) -> impl IntoView {
    let own = spoken.own;
    let heading = format!("{id}-heading");
    let labelled_by = heading.clone();
    let verdict_class = match (&report.outcome, report.groups.is_empty()) {
        (Err(_), _) => "verdict verdict--unreadable",
        (Ok(_), true) => "verdict verdict--clean",
        (Ok(_), false) => "verdict verdict--warnings",
    };
    let content = match &report.outcome {
        Ok(summary) => {
            let expired = summary.expired.then(|| view! { <p class="report__sentence">{own.health_expired()}</p> });
            let held_back = summary.next_due.map(|next| {
                let sentence = spoken.count(own.health_held_back(), summary.held_back);
                let sentence = interpolate(&sentence, &[("time", &dates::minute(spoken, next))]);
                view! { <p class="report__sentence">{sentence}</p> }
            });
            view! {
                {expired}
                {held_back}
                <dl class="facts">{facts(spoken, &report, summary, now_ms)}</dl>
            }
            .into_any()
        }
        Err(failure) => failed(spoken, &report, failure),
    };
    let has_advice = !report.advice.is_empty() || !report.suggestions.is_empty();
    let advice = report.advice.iter().map(|advice| view! { <p>{advice.sentence(own)}</p> }).collect_view();
    let suggestions = report.suggestions.iter().map(Group::sentence);
    let suggestions = suggestions.map(|sentence| view! { <p lang="en" dir="ltr">{sentence}</p> }).collect_view();
    let advice = has_advice.then(|| view! { <div class="advice">{advice}{suggestions}</div> });
    let warnings = (!report.groups.is_empty()).then(|| warnings(spoken, id, &report.groups, has_links));
    view! {
        <section class="report" aria-labelledby=labelled_by>
            <p class="report__name"><bdi dir="ltr">{report.name.clone()}</bdi></p>
            <h2 class=verdict_class id=heading tabindex="-1"><span>{outcome(spoken, &report)}</span></h2>
            {content}
            {advice}
            {warnings}
        </section>
    }
}

/// The result, in a sentence.
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

fn failed(spoken: Spoken, report: &FeedReport, failure: &Failure) -> AnyView {
    let sentence = (report.kind == Kind::Feed)
        .then(|| view! { <p class="report__sentence">{failure.sentence(spoken.messages)}</p> });
    let excerpt = invalid_json(failure).map(|at| {
        view! {
            <p>{spoken.messages.failed_where()}</p>
            <pre class="excerpt" tabindex="0" dir="ltr">{at.excerpt.clone()}</pre>
        }
    });
    view! {
        {sentence}
        {excerpt}
        <div class="advice">
            <p class="advice__title">{spoken.own.health_what_to_do()}</p>
            <p>{report.help(spoken.own).unwrap_or_default().into_owned()}</p>
        </div>
    }
    .into_any()
}

/// The facts as rows of a description list.
fn facts(spoken: Spoken, report: &FeedReport, summary: &Summary, now_ms: i64) -> Vec<AnyView> {
    let own = spoken.own;
    let mut rows = Vec::new();
    let mut row = |name: &'static str, value: AnyView| {
        rows.push(view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any());
    };
    let date = |moment| dates::with_age(spoken, moment, now_ms).into_any();
    if report.kind == Kind::Feed {
        row(own.health_paper(), of_feed(summary.title.clone()));
    }
    if let Some(size) = report.size_in_bytes {
        row(own.health_size(), spoken.bytes(size).into_any());
    }
    if let Some(changed) = report.host.as_ref().and_then(|host| host.changed()) {
        row(own.health_changed(), date(changed));
    }
    if report.kind == Kind::Feed {
        row(own.health_stories(), stories(spoken, summary).into_any());
        if let Some(newest) = summary.newest {
            row(own.health_newest(), date(newest));
        }
        if let Some(oldest) = summary.oldest.filter(|oldest| Some(*oldest) != summary.newest) {
            row(own.health_oldest(), date(oldest));
        }
        if let Some(version) = summary.version_number() {
            row(own.health_format(), of_feed(format!("JSON Feed {version}")));
        }
        match &summary.language {
            Some(language) => row(own.health_language(), of_feed(language.clone())),
            None => row(own.health_language(), own.health_not_given().into_any()),
        }
        if !summary.sections.is_empty() {
            row(own.health_sections(), sections(spoken, summary));
        }
        if let Some(next) = &summary.next_url {
            row(own.health_older_pages(), of_feed(next.without_userinfo()));
        }
    }
    if !summary.settings.is_empty() {
        let settings = summary.settings.join(", ");
        row(own.health_settings(), view! { <code lang="en">{settings}</code> }.into_any());
    }
    rows
}

fn stories(spoken: Spoken, summary: &Summary) -> String {
    let own = spoken.own;
    let mut parts = vec![spoken.number(summary.items_read)];
    for (sentence, number) in
        [(own.health_left_out(), summary.items_left_out()), (own.health_undated(), summary.undated)]
    {
        if number > 0 {
            parts.push(spoken.count(sentence, number));
        }
    }
    parts.join(" · ")
}

fn sections(spoken: Spoken, summary: &Summary) -> AnyView {
    let section = |(at, (name, count)): (usize, &(String, usize))| {
        let text = interpolate(spoken.own.health_section_count(), &[("section", name), ("n", &spoken.number(*count))]);
        view! { {(at > 0).then_some(" · ")} <bdi>{text}</bdi> }
    };
    let named = summary.sections.iter().take(MOST_SECTIONS).enumerate().map(section).collect_view();
    let rest = summary.sections.len().saturating_sub(MOST_SECTIONS);
    let rest = (rest > 0).then(|| format!(" {}", spoken.count(spoken.own.health_and_more(), rest)));
    view! { {named} {rest} }.into_any()
}

/// Groups of warnings, each a body of the table. Values and actions are in English in every language.
fn warnings(spoken: Spoken, id: &'static str, groups: &[Group], has_links: bool) -> AnyView {
    let own = spoken.own;
    let caption = format!("{id}-caption");
    let labelled_by = caption.clone();
    let columns = [
        own.health_column_where(),
        own.health_column_field(),
        own.health_column_found(),
        own.health_column_done(),
        own.health_column_count(),
    ];
    let head = columns.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view();
    let bodies = groups.iter().map(|group| table_body(spoken, group, has_links)).collect_view();
    view! {
        <div class="warnings" role="region" tabindex="0" aria-labelledby=labelled_by>
            <table>
                <caption id=caption>{own.health_table()}</caption>
                <thead><tr>{head}</tr></thead>
                {bodies}
            </table>
        </div>
    }
    .into_any()
}

fn table_body(spoken: Spoken, group: &Group, has_links: bool) -> AnyView {
    let rest = group.count.saturating_sub(group.examples.len());
    let height = (group.examples.len() + usize::from(rest > 0)).to_string();
    let row = |(at, example): (usize, &Example)| {
        let field = example.field.clone();
        let field = (!field.is_empty()).then(|| view! { <code dir="ltr">{field}</code> });
        let of_group = (at == 0).then(|| {
            view! {
                <td lang="en" dir="ltr" rowspan=height.clone()>{group.done()}</td>
                <td class="warnings__count" rowspan=height.clone()>{spoken.number(group.count)}</td>
            }
        });
        view! {
            <tr>
                <th scope="row">{place(spoken, group, example, has_links)}</th>
                <td lang="en">{field}</td>
                <td lang="en" dir="auto">{example.value.clone()}</td>
                {of_group}
            </tr>
        }
    };
    let rows = group.examples.iter().enumerate().map(row).collect_view();
    let more = (rest > 0).then(|| {
        let more = spoken.count(spoken.own.health_and_more(), rest);
        view! { <tr><td class="warnings__more" colspan="3">{more}</td></tr> }
    });
    view! { <tbody>{rows}{more}</tbody> }.into_any()
}

/// The story with a link to its page, or its place in the feed.
fn place(spoken: Spoken, group: &Group, example: &Example, has_links: bool) -> AnyView {
    let own = spoken.own;
    let Some(index) = example.index else {
        let part = match group.part {
            Part::Document => own.health_of_document(),
            Part::Settings => own.health_of_settings(),
            Part::Feed | Part::Item => own.health_of_feed(),
        };
        return part.into_any();
    };
    let number = interpolate(own.health_of_item(), &[("n", &index.to_string())]);
    let link = example.link.clone().filter(|_| has_links);
    let name = example.headline.clone().or_else(|| example.id.clone()).map(|name| {
        let name = view! { <bdi>{name}</bdi> };
        match link {
            Some(link) => view! { <a href=link>{name}</a> }.into_any(),
            None => name.into_any(),
        }
    });
    view! { {name} <span class="warnings__index">{number}</span> }.into_any()
}

/// Text of a feed, in its own direction.
fn of_feed(text: String) -> AnyView {
    view! { <bdi>{text}</bdi> }.into_any()
}

//! One story, in the order of a newspaper's page: breadcrumb, headline, the line of source, date and font size,
//! picture, body, byline, share links, neighbours.

use std::sync::Arc;

use leptos::prelude::*;

use super::site_state::{SharedPublication, use_site_state};
use crate::browser::address::parse_url;
use crate::components::article_body::ArticleBody;
use crate::components::attachments::Attachments;
use crate::components::breadcrumb::Breadcrumb;
use crate::components::byline::{AuthorLinks, Byline, Tags};
use crate::components::dated::Dated;
use crate::components::headline::headline_text;
use crate::components::language::{language_of, text_dir};
use crate::components::neighbours::Neighbours;
use crate::components::picture::LeadPicture;
use crate::components::replaced::ViewOf;
use crate::components::share::{Share, ShareBar};
use crate::components::story_card::StoryGroup;
use crate::components::text_size_control::TextSizeControl;
use crate::components::view_context::{ViewContext, use_view_context};
use crate::domain::feed::key::Key;
use crate::domain::feed::section_path;
use crate::domain::feed::{Item, Source, names_of};
use crate::domain::parse::plain_text::standfirst;
use crate::domain::site::messages::interpolate;
use crate::domain::site::share;
use crate::sanitize::{BodyContext, SafeBody};

/// How many other stories of the section are named at the end.
const MORE_FROM_SECTION: usize = 4;

/// The page of a story that the feed holds.
#[component]
pub fn ArticlePage(
    /// The key of the story.
    key: Key,
) -> impl IntoView {
    let messages = use_view_context().messages;
    let publication = use_site_state().publication;
    let story = story_signal(publication, key);
    let neighbours = move || {
        let publication = publication.get();
        let (newer, older) = publication.neighbours(key);
        (newer.cloned(), older.cloned())
    };
    let others = move || {
        let item = story.get()?;
        let title = interpolate(messages.more_from(), &[("section", item.section_name()?)]);
        let section = section_path::slug_of(&item.section);
        Some((
            title,
            section,
            publication.get().more_like(&item, MORE_FROM_SECTION).into_iter().cloned().collect::<Vec<_>>(),
        ))
    };
    let group = |others: Option<_>| {
        let group = others.map(|(title, section, stories)| {
            view! { <StoryGroup class="more-stories" title=title section=Some(section) stories=stories /> }
        });
        group.into_any()
    };
    view! {
        <Story story=story has_breadcrumb=true />
        <div class="after-article" lang=messages.tag>
            <StoryShareBar story=story />
            <ViewOf
                content=neighbours
                view=|(newer, older)| view! { <Neighbours newer=newer older=older /> }.into_any()
            />
            <ViewOf content=others view=group />
        </div>
    }
}

/// The story of a key. It stays the last known one while its page goes away.
pub(super) fn story_signal(publication: Memo<SharedPublication>, key: Key) -> Memo<Option<Arc<Item>>> {
    Memo::new(move |old: Option<&Option<Arc<Item>>>| {
        publication.get().story(key).cloned().or_else(|| old.cloned().flatten())
    })
}

/// An item of which some fields count: two are equal if these are.
#[derive(Clone)]
struct ComparedStory {
    item: Option<Arc<Item>>,
    is_same: fn(&Item, &Item) -> bool,
}

impl PartialEq for ComparedStory {
    fn eq(&self, other: &ComparedStory) -> bool {
        match (&self.item, &other.item) {
            (Some(one), Some(two)) => (self.is_same)(one, two),
            (one, two) => one.is_none() && two.is_none(),
        }
    }
}

/// A view of some fields of a story. It is replaced when one of them changes, and stays as it is when others do.
fn view_of<V: IntoView + 'static>(
    story: Memo<Option<Arc<Item>>>,
    is_same: fn(&Item, &Item) -> bool,
    view: impl Fn(Arc<Item>) -> V + Send + Sync + 'static,
) -> impl IntoView {
    let view = move |story: ComparedStory| story.item.map(&view).into_any();
    view! { <ViewOf content=move || ComparedStory { item: story.get(), is_same } view=view /> }
}

/// The story itself.
#[component]
pub(super) fn Story(
    story: Memo<Option<Arc<Item>>>,
    /// Whether the breadcrumb is above the headline.
    has_breadcrumb: bool,
) -> impl IntoView {
    let context = use_view_context();
    let publication = use_site_state().publication;
    let language =
        move || story.with(|story| story.as_ref().map(|item| language_of(context, item)).unwrap_or_default());
    let breadcrumb = has_breadcrumb.then(|| {
        view_of(story, |old, new| old.section == new.section, |item| view! { <Breadcrumb path=item.section.clone() /> })
    });
    let headline = view_of(
        story,
        |old, new| old.headline == new.headline && old.language == new.language,
        |item| {
            view! {
                <h1 dir=text_dir(&item) class="article__headline" data-long=item.has_long_headline()>
                    {headline_text(&item.headline)}
                </h1>
            }
        },
    );
    let standfirst = view_of(
        story,
        |old, new| {
            (&old.summary, &old.body, &old.headline, &old.language)
                == (&new.summary, &new.body, &new.headline, &new.language)
        },
        |item| {
            let text = standfirst(&item).map(str::to_owned);
            text.map(|text| view! { <p dir=text_dir(&item) class="article__standfirst">{text}</p> })
        },
    );
    let origin = view_of(
        story,
        |old, new| {
            (&old.source, old.published, old.updated) == (&new.source, new.published, new.updated)
                && old.authors == new.authors
        },
        move |item| origin(context, &publication.get_untracked(), &item),
    );
    let body = view_of(
        story,
        |old, new| {
            old.body == new.body
                && (&old.image, &old.language, &old.url) == (&new.image, &new.language, &new.url)
                && old.headline == new.headline
                && (old.has_body() || old.summary == new.summary)
        },
        move |item| lead_and_body(context, &publication.get_untracked(), &item),
    );
    let onward = view_of(
        story,
        |old, new| (&old.external_url, &old.url) == (&new.external_url, &new.url) && old.has_body() == new.has_body(),
        move |item| onward_link(context, &publication.get_untracked(), &item),
    );
    let attachments = view_of(
        story,
        |old, new| old.attachments == new.attachments,
        |item| view! { <Attachments files=item.attachments.clone() /> },
    );
    let byline = view_of(
        story,
        |old, new| {
            (&old.byline, &old.authors, &old.tags, &old.language)
                == (&new.byline, &new.authors, &new.tags, &new.language)
        },
        |item| {
            view! {
                <Byline item=item.clone() />
                <Tags item=item />
            }
        },
    );
    let address = view_of(
        story,
        |old, new| (&old.url, &old.slug) == (&new.url, &new.slug),
        move |item| print_address(context, &publication.get_untracked(), &item),
    );
    view! {
        <article class="article" lang=move || language().0 dir=move || language().1>
            {breadcrumb}
            {headline}
            {standfirst}
            <div class="article__line">{origin}<TextSizeControl /></div>
            {body}
            {onward}
            {attachments}
            {byline}
            {address}
        </article>
    }
}

/// `source: NAME AUTHORS DATE`, and the day on which the story was updated. Authors that the feed names for all its stories
/// are in the byline alone.
fn origin(context: ViewContext, publication: &SharedPublication, item: &Item) -> impl IntoView + use<> {
    let messages = context.messages;
    // The interface's messages amid the story's own texts.
    let label = |label: &'static str| view! { <bdi lang=messages.tag>{label}</bdi> };
    let source = item.source.clone().map(|Source { name, url }| {
        let name = view! { <bdi>{name}</bdi> };
        let name = match url {
            Some(url) => view! { <a href=url.to_string() rel="noopener">{name}</a> }.into_any(),
            None => name.into_any(),
        };
        view! { <span class="article__source">{label(messages.source())}" "{name}</span> }.into_any()
    });
    let is_source = |names: &String| item.source.as_ref().is_some_and(|source| source.name == *names);
    let authors = names_of(&item.authors).filter(|names| !is_source(names) && item.authors != publication.feed.authors);
    let authors =
        authors.map(|_| view! { <span class="article__authors"><AuthorLinks authors=item.authors.clone() /></span> });
    let published = item.published.map(|moment| view! { <Dated moment=moment text=context.iso_day(moment) /> });
    let updated = item.updated.map(|moment| {
        let time = view! { <Dated moment=moment text=context.iso_day(moment) /> };
        view! { <span class="article__updated">{label(messages.updated())}" "{time}</span> }.into_any()
    });
    // Spaces, so that the words stay apart where they are read without their style.
    view! { <p class="article__origin">{source}" "{authors}" "{published}" "{updated}</p> }
}

/// The main picture, and the body or the summary in its place.
fn lead_and_body(context: ViewContext, publication: &SharedPublication, item: &Item) -> impl IntoView + use<> {
    let body = safe_body(context, publication, item);
    let repeated = body.as_ref().and_then(SafeBody::repeated_picture).cloned();
    let lead = item.image.clone().map(|picture| view! { <LeadPicture picture=picture repeated=repeated /> });
    let body = match body {
        Some(body) => view! { <ArticleBody body=body dir=text_dir(item) /> }.into_any(),
        None => {
            let summary = item.summary.clone().filter(|summary| *summary != item.headline);
            summary.map(|summary| view! { <div class="body"><p>{summary}</p></div> }.into_any()).into_any()
        }
    };
    view! { {lead} {body} }
}

fn safe_body(context: ViewContext, publication: &SharedPublication, item: &Item) -> Option<SafeBody> {
    if !item.has_body() {
        return None;
    }
    let base = item.url.as_ref().or(publication.feed.home_page_url.as_ref());
    let links = context.links();
    let context = BodyContext {
        base: base.unwrap_or(&publication.feed_address),
        page: item.url.as_ref(),
        parse_url,
        title: &item.headline,
        lead_image: item.image.as_ref().map(|picture| &picture.url),
        link_to_item: &|url| Some(links.href(&links.page_at(publication, url)?)),
        messages: context.messages,
        heading_level: 2,
    };
    Some(SafeBody::of(&item.body, &context))
}

/// A link to the page that the story is about, or to the whole story where the feed has none of it.
fn onward_link(context: ViewContext, publication: &SharedPublication, item: &Item) -> impl IntoView + use<> {
    let messages = context.messages;
    let link = match (&item.external_url, &item.url) {
        (Some(external), _) => Some((external, messages.read_at())),
        (None, Some(url)) if !item.has_body() && !publication.is_own_page(url) => Some((url, messages.continue_at())),
        _ => None,
    };
    link.map(|(url, sentence)| {
        let label = interpolate(sentence, &[("host", url.display_host())]);
        view! {
            <p class="continue" lang=messages.tag>
                <a href=url.to_string() rel="noopener">{label}</a>
            </p>
        }
        .into_any()
    })
}

/// The address of the page, for those who have it on paper.
fn print_address(context: ViewContext, publication: &SharedPublication, item: &Item) -> impl IntoView + use<> {
    let messages = context.messages;
    let url = context.links().shared_url(publication, item);
    (!url.is_empty()).then(|| {
        view! {
            <p class="print-address" lang=messages.tag>
                {messages.print_address()}
                " "
                <bdi dir="ltr">{url}</bdi>
            </p>
        }
        .into_any()
    })
}

/// The share links of a story.
#[component]
pub(super) fn StoryShareBar(story: Memo<Option<Arc<Item>>>) -> impl IntoView {
    let context = use_view_context();
    let publication = use_site_state().publication;
    let share = move || {
        let publication = publication.get();
        let item = story.get()?;
        Some(Share {
            url: context.links().shared_url(&publication, &item),
            title: item.headline.clone(),
            summary: item.summary.clone(),
            picture: item.image.as_ref().map(|picture| picture.url.to_string()),
            networks: publication
                .settings
                .share
                .clone()
                .unwrap_or_else(|| share::first_set(&context.language()).to_vec()),
        })
    };
    let view = |share: Option<Share>| share.map(|share| view! { <ShareBar share=share /> }).into_any();
    view! { <ViewOf content=share view=view /> }
}

//! A page as HTML text: the native side of the same components.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::dates;
use crate::components::view_context::{Locale, ViewContext, provide_view_context};
use crate::domain::feed::Feed;
use crate::domain::feed::publication::Publication;
use crate::domain::feed::settings::Settings;
use crate::domain::feed::time_zone::Clock;
use crate::domain::site::links::Links;
use crate::domain::site::messages::{compiled_in, english, tag_for};
use crate::domain::site::page_head::PageHead;
use crate::domain::site::route::Route;
use crate::domain::site::text_size::TextSize;
use crate::domain::state::FeedState;
use crate::domain::state::failure::Failure;
use crate::domain::web_url::WebUrl;
use crate::domain::widget::Shows;
use crate::pages::embed::{ArticleWidget, HeadlinesWidget, WidgetRequest, widget_head};
use crate::pages::published::{PageContent, PublishedPage, PublishedSite, published_head};
use crate::pages::site_state::{SharedPublication, SiteState};
use crate::pages::{SitePages, page_head};

/// All that a page is made from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where the feed is.
    pub feed_url: WebUrl,
    /// The feed, or why there is none.
    pub feed: Result<Feed, Failure>,
    /// The settings of the settings file.
    pub settings: Settings,
    /// The folder of the site.
    pub site: Option<WebUrl>,
    /// Now, in milliseconds since 1970.
    pub now_ms: i64,
}

/// The content of `#app`, and the head of the document.
pub fn page(source: &Source, route: &Route) -> (String, PageHead) {
    render(source, route, |context, state| {
        let head = page_head(context, state);
        (view! { <SitePages /> }.into_any(), head)
    })
}

/// The same of a widget, as its address asks for it.
pub fn widget(source: &Source, request: &WidgetRequest) -> (String, PageHead) {
    render(source, &Route::HOME, |context, state| {
        let head = widget_head(context, state, request);
        let request = request.clone();
        let view = match &request.embed.shows {
            Shows::Article { .. } => view! { <ArticleWidget request=request /> }.into_any(),
            _ => view! { <HeadlinesWidget request=request /> }.into_any(),
        };
        (view, head)
    })
}

/// What all pages of a published site have in common.
pub struct PublishedSource {
    /// All stories.
    pub publication: Arc<Publication>,
    /// Whether any story is in a section.
    pub has_sections: bool,
}

/// A page of a published site: the content of its `body`, and what its head says.
pub struct RenderedPage {
    /// The content of `body`.
    pub html: String,
    /// Title, language, canonical URL.
    pub head: PageHead,
    /// A sentence or two about the page, as text.
    pub description: Option<String>,
}

/// A page of a published site. `links` lead from the page to the root of the site.
pub fn published(source: &PublishedSource, page: &PublishedPage, links: Links) -> RenderedPage {
    let whole = &source.publication;
    // A page names only the stories that it shows. These three name stories of the whole site.
    let publication = match &page.content {
        PageContent::Front { .. } | PageContent::AllSections | PageContent::NotFound => whole.clone(),
        PageContent::Article(article) => Arc::new(Publication::part(whole, vec![article.item.clone()])),
        _ => Arc::new(Publication::part(whole, Vec::new())),
    };
    let language = publication.feed.language.clone();
    let messages = language.as_deref().and_then(tag_for).and_then(compiled_in).unwrap_or_else(english);
    let locale = Locale { messages, language, time_zone: publication.settings.time_zone.clone() };
    let state = FeedState::loaded(publication.feed_address.clone(), publication.feed.without_items(), NO_CLOCK);
    let (html, head, description) = Owner::new().with(|| {
        let shared = SharedPublication(publication.clone());
        provide_context(SiteState {
            feed: RwSignal::new(state).read_only(),
            publication: Memo::new(move |_| shared.clone()),
            route: RwSignal::new(page.route.clone()),
            known_title: RwSignal::new(None).read_only(),
        });
        let clock = RwSignal::new(NO_CLOCK).read_only();
        let text_size = RwSignal::new(TextSize::default());
        let context = provide_view_context(&locale, links, clock, text_size, Callback::new(|_| {}));
        let (head, description) = published_head(context, page, &publication);
        let view = view! { <PublishedSite page=page.clone() has_sections=source.has_sections /> };
        (view.to_html(), head, description)
    });
    RenderedPage { html: without_markers(&html), head, description }
}

/// The time of pages that no clock may change: dates in lists are days with their years.
const NO_CLOCK: i64 = 0;

fn render(
    source: &Source,
    route: &Route,
    view: impl FnOnce(ViewContext, SiteState) -> (AnyView, PageHead),
) -> (String, PageHead) {
    let Source { feed_url, feed, settings, site, now_ms } = source.clone();
    let state = match feed {
        Ok(feed) => FeedState::loaded(feed_url.clone(), feed, now_ms),
        Err(failure) => FeedState::failed(feed_url.clone(), failure),
    };
    let clock = Clock { now_ms, offset_of: dates::offset_of };
    let publication = SharedPublication(Arc::new(state.publication(settings, site, clock)));
    let language = publication.feed.language.clone();
    let messages = language.as_deref().and_then(tag_for).and_then(compiled_in).unwrap_or_else(english);
    let locale = Locale { messages, language, time_zone: publication.settings.time_zone.clone() };
    let owner = Owner::new();
    let (html, head) = owner.with(|| {
        let state = SiteState {
            feed: RwSignal::new(state).read_only(),
            publication: Memo::new(move |_| publication.clone()),
            route: RwSignal::new(route.clone()),
            known_title: RwSignal::new(None).read_only(),
        };
        provide_context(state);
        let text_size = RwSignal::new(TextSize::default());
        let context = provide_view_context(
            &locale,
            Links::of_shell(),
            RwSignal::new(now_ms).read_only(),
            text_size,
            Callback::new(|_| {}),
        );
        let (view, head) = view(context, state);
        (view.to_html(), head)
    });
    (without_markers(&html), head)
}

/// The HTML without the comments that Leptos puts between nodes for hydration, which these pages do not do. Pages have no
/// other comments: a sanitised body holds none.
pub fn without_markers(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    // Only text can hold a comment: in a tag, the same characters are the value of an attribute.
    while let Some(start) = rest.find('<') {
        let (text, markup) = rest.split_at(start);
        out.push_str(text);
        let end = if markup.starts_with("<!") { end_of_comment(markup) } else { end_of_tag(markup) };
        if !markup.starts_with("<!") {
            out.push_str(&markup[..end]);
        }
        rest = &markup[end..];
    }
    out.push_str(rest);
    out
}

/// Where `<!>` or `<!-- … -->` ends.
fn end_of_comment(markup: &str) -> usize {
    let end = if markup.starts_with("<!--") { "-->" } else { ">" };
    markup.find(end).map_or(markup.len(), |at| at + end.len())
}

/// Where a tag ends, after its `>`. Values of attributes are in double quotes.
fn end_of_tag(tag: &str) -> usize {
    let mut is_quoted = false;
    for (at, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'>' if !is_quoted => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_values_of_attributes_stay() {
        assert_eq!(without_markers("<p title=\"<!>\">a<!>b</p><!--<() />--><!>"), "<p title=\"<!>\">ab</p>");
        assert_eq!(without_markers("a<!><"), "a<");
    }
}

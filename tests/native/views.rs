//! Views as HTML: Leptos's native output for the values of a feed or a state.

use leptos::prelude::*;
use newsleaf::components::live_text::live_text;
use newsleaf::components::load_notice::FailureExcerpt;
use newsleaf::components::replaced::Replaced;
use newsleaf::components::view_context::{Locale, provide_view_context};
use newsleaf::domain::parse::document::FeedError;
use newsleaf::domain::parse::json::InvalidJson;
use newsleaf::domain::site::links::Links;
use newsleaf::domain::site::messages::english;
use newsleaf::domain::site::text_size::TextSize;
use newsleaf::domain::state::failure::Failure;

fn html(view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| {
        let locale = Locale { messages: english(), language: None, time_zone: None };
        let text_size = RwSignal::new(TextSize::default());
        provide_view_context(
            &locale,
            Links::of_shell(),
            RwSignal::new(0).read_only(),
            text_size,
            Callback::new(|_| {}),
        );
        newsleaf::render::without_markers(&view().to_html())
    })
}

#[test]
fn text_and_attributes_are_escaped() {
    let hostile = "<script>\"&'</script>";
    let html = html(|| view! { <p title=hostile>{hostile}</p> }.into_any());
    assert_eq!(
        html,
        "<p title=\"&lt;script&gt;&quot;&amp;'&lt;/script&gt;\">&lt;script&gt;\"&amp;'&lt;/script&gt;</p>"
    );
}

#[test]
fn missing_values_leave_no_elements() {
    let none: Option<&'static str> = None;
    let html = html(|| view! { <p lang=none hidden=false>{none}<b>"x"</b></p> }.into_any());
    assert_eq!(html, "<p><b>x</b></p>");
}

#[test]
fn a_pre_keeps_the_line_break_that_it_begins_with() {
    let excerpt = "\n  \"a\": 1".to_owned();
    let invalid = InvalidJson { line: 1, column: 1, reason: "x".into(), excerpt };
    let failure = Failure::Unreadable(FeedError::InvalidJson(invalid));
    let html = html(|| {
        let failure = Memo::new(move |_| Some(failure.clone()));
        view! { <FailureExcerpt failure=failure /> }.into_any()
    });
    // A parser of HTML drops the first line break behind the tag.
    assert!(html.contains(">\n\n  \"a\": 1</pre>"), "{html}");
}

#[test]
fn live_content_is_written_as_it_is_now() {
    let html = html(|| {
        let count = RwSignal::new(1);
        let text = Memo::new(move |_| count.get().to_string());
        count.set(2);
        view! {
            <b use:live_text=text>{text.get_untracked()}</b>
            <Replaced view=move || view! { <i>{text.get()}</i> }.into_any() />
        }
        .into_any()
    });
    assert_eq!(html, "<b>2</b><i>2</i>");
}

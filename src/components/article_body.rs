//! stub
use crate::sanitize::SafeBody;
use leptos::prelude::*;
#[component]
pub fn ArticleBody(body: SafeBody) -> impl IntoView {
    view! { <div class="body"><p>{body.0}</p></div> }
}

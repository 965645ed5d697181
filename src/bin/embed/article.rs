//! The widget of one article in full. A program of its own: bodies are a third of the code, which headlines do without.

mod request;

use leptos::prelude::*;
use newsleaf::app::{self, AppConfig};
use newsleaf::pages::embed::{ArticleWidget, data_needed, widget_head};

use request::widget_request;

fn main() {
    request::show_panics();
    app::start(AppConfig {
        view: || view! { <ArticleWidget request=widget_request() /> }.into_any(),
        head: |context, state| widget_head(context, state, &widget_request()),
        data_needed: |_| data_needed(&widget_request().embed),
    });
}

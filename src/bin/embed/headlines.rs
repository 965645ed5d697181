//! The widget of headlines, which other sites show in a frame. It is a program of its own: a host page loads no code
//! that it does not need, and the readers' pages load none of it.

mod request;

use leptos::prelude::*;
use newsleaf::app::{self, AppConfig};
use newsleaf::pages::embed::{HeadlinesWidget, data_needed, widget_head};

use request::widget_request;

fn main() {
    request::show_panics();
    app::start(AppConfig {
        view: || view! { <HeadlinesWidget request=widget_request() /> }.into_any(),
        head: |context, state| widget_head(context, state, &widget_request()),
        data_needed: |_| data_needed(&widget_request().embed),
    });
}

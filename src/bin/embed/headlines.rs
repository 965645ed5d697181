//! The widget of headlines: what other sites show in a frame. A program of its own, so that it costs a host page no more than
//! it needs, and the readers' pages nothing.

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

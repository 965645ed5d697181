//! The widget of headlines: what other sites show in a frame. A program of its own, so that it costs a host page no more than
//! it needs, and the readers' pages nothing.

mod asked;

use newsleaf::app::{self, Program};
use newsleaf::pages::embed;

use asked::asked;

fn main() {
    asked::say_panics();
    app::start(Program {
        page: |site, publication, state, _| embed::stories(site, publication, state, &asked()),
        data_needed: |_| embed::data_needed(&asked().0),
    });
}

//! The widget of one article in full. A program of its own: bodies are a third of the code, which headlines do without.

mod asked;

use newsleaf::app::{self, Program};
use newsleaf::pages::embed;

use asked::asked;

fn main() {
    asked::say_panics();
    app::start(Program {
        page: |site, publication, state, _| embed::article(site, publication, state, &asked()),
        data_needed: |_| embed::data_needed(&asked().0),
    });
}

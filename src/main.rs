//! The browser's entry.

fn main() {
    // While developing, a panic says why. In a release it is a trap without words, which saves the words of every panic;
    // the boot guard sees traps by itself.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|info| {
        newsleaf::browser::start::failed(&info.to_string());
    }));
    newsleaf::app::start(newsleaf::app::Program {
        page: newsleaf::pages::page,
        data_needed: newsleaf::pages::data_needed,
    });
}

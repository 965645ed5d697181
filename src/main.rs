//! The browser's entry: a panic hook that speaks to the boot guard, then the site.

fn main() {
    std::panic::set_hook(Box::new(|info| {
        newsleaf::browser::start::failed(&info.to_string());
    }));
    newsleaf::app::start();
}

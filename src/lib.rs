//! Newsleaf: a feed goes in, a news site comes out.

#[cfg(all(feature = "csr", feature = "ssr"))]
compile_error!(
    "Newsleaf is built either for the browser (--no-default-features --features csr) or natively (--features ssr), never both at once: leave out --all-features"
);

pub mod domain;

//! The time for cleaning huge and hostile bodies natively, against ammonia alone on the same HTML. It prints a table and is
//! run by hand, because times are of the machine:
//!
//!     cargo test --release --features ssr --test native html_policy_speed -- --ignored --nocapture

use std::time::Instant;

use crate::support::clean;

fn many(times: usize, make: impl Fn(usize) -> String) -> String {
    (0..times).map(make).collect()
}

#[test]
#[ignore = "a measurement"]
fn whole_bodies_against_ammonia_alone() {
    let base = clean::url("https://news.example/story");
    let cases = [
        ("20,000 nested elements", format!("{}deep{}", "<div>".repeat(20_000), "</div>".repeat(20_000))),
        (
            "2 MB of paragraphs",
            "<p>A sentence of the council. <em>Another.</em> <a href=/x>A link</a></p>".repeat(27_000),
        ),
        ("10,000 pictures", many(10_000, |at| format!("<img src=p{at}.png width=640 height=480 alt=x>"))),
        ("20,000 unclosed <b>", many(20_000, |at| format!("<b x={at}>word "))),
        (
            "20,000 players in each other",
            format!("<audio src=a.mp3></audio>{}", "<div class=player>0:00 ".repeat(20_000)),
        ),
        ("50,000 attributes", format!("<p {}>word</p>", many(50_000, |at| format!("data-a{at}={at} ")))),
        (
            "a table of 50,000 cells",
            format!("<table>{}</table>", many(5_000, |at| format!("<tr>{}", format!("<td>{at}").repeat(10)))),
        ),
    ];
    println!("{:28}{:>14}{:>14}{:>8}", "body", "whole body", "ammonia", "ratio");
    for (name, html) in &cases {
        let begun = Instant::now();
        assert!(!clean::clean(html, &clean::context(&base)).as_html().is_empty());
        let whole = begun.elapsed();
        let begun = Instant::now();
        let _ = ammonia::clean(html);
        let alone = begun.elapsed();
        println!(
            "{name:28}{:>11} ms{:>11} ms{:>8.2}",
            whole.as_millis(),
            alone.as_millis(),
            whole.as_secs_f64() / alone.as_secs_f64()
        );
    }
}

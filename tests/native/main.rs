//! The native tests, a module for each subject, in one program: each program more is linked anew for every change.

mod build;
mod check_bases;
mod check_command;
mod check_strict;
mod date_oracle;
mod deviations;
mod distribution;
mod embed;
mod feed_oracle;
mod feed_properties;
mod first_words;
mod fixtures;
mod frame_cards;
#[path = "../../fuzz/src/checks/mod.rs"]
mod fuzz_checks;
mod fuzz_seeds;
mod html_policy;
mod html_policy_corpus;
mod html_policy_depth;
mod html_policy_page;
mod html_policy_speed;
mod init;
mod json_grammar;
mod keys;
mod messages;
mod pages;
mod real_feeds;
mod rss_oracle;
mod serve;
mod share_and_text_size;
mod share_links;
mod stories;
mod stories_properties;
mod support;
mod views;

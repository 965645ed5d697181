//! Code that the targets share. The native tests call the same checks with the seeds (`tests/native/fuzz_seeds.rs`), so that what a
//! fuzzer has found once is tried in each run of the tests.

pub mod checks;
pub mod support;

//! `cargo bench`: what the program costs, as ratios against a baseline that is measured in turn with it: the same statements in
//! pgbench, as the program itself sends them, or the plaintext handler. Over the full city, in a private cluster of its own that
//! is removed again. `cargo bench -- --quick`, and every `cargo test`, runs all of it once over the small city.
//!
//! Absolute times are the machine's. A ratio is the median of five pairs, with its range; none is judged whose baseline itself
//! drifted twofold. `cargo bench -- --cities 333` measures one city among others instead. `ZHENGGAI_BENCH_DIR` keeps the cluster from run to run.

mod client;
mod export;
mod growth;
mod hang;
mod keys;
mod nation;
mod place;
mod report;
mod rows;
mod usage;

// The browser of the tests: how it is started, what a tab can do, keys.
#[path = "../../tests/browser/chromium.rs"]
#[expect(dead_code, reason = "tests do more with it")]
mod chromium;
#[path = "../../tests/browser/keys.rs"]
mod pressing;
#[path = "../../tests/browser/tab.rs"]
#[expect(dead_code, reason = "tests do more with it")]
mod tab;
#[path = "../../tests/browser/window.rs"]
#[expect(dead_code, reason = "tests do more with it")]
mod window;

use std::time::Duration;

/// How much is measured.
#[derive(Clone, Copy, Debug)]
struct Extent {
    /// Of the demonstration: `full` or `small`.
    size: &'static str,
    /// Pairs of baseline and page.
    pairs: usize,
    /// How long each lasts.
    each: Duration,
}

const WHOLE: Extent = Extent {
    size: "full",
    pairs: 5,
    each: Duration::from_secs(2),
};
const QUICK: Extent = Extent {
    size: "small",
    pairs: 1,
    each: Duration::from_millis(300),
};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let said: Vec<String> = std::env::args().skip(1).collect();
    // Cargo says `--bench` under `cargo bench` only; a list of tests is asked for by runners that know no better.
    if said.iter().any(|word| word == "--list") {
        return;
    }
    let whole = said.iter().any(|word| word == "--bench") && !said.iter().any(|word| word == "--quick");
    let extent = if whole { WHOLE } else { QUICK };
    // So many cities in one database, instead of all else.
    let cities = said.iter().skip_while(|word| *word != "--cities").nth(1);
    if let Some(cities) = cities.and_then(|n| n.parse().ok()) {
        nation::all(cities, extent).await;
        return;
    }
    let mut place = place::Place::make(extent.size).await;
    let program = place.serve().await;
    // It is built beside pages that are served, and would be measured with each of them.
    println!("{}", place.indexed().await);
    rows::all(&place, &program, extent).await;
    keys::all(&place, &program, extent).await;
    growth::all(&place, &program, extent).await;
    hang::up(&place, &program, extent).await;
    println!("\n{}", program.memory());
    println!("machine: load {} at the end", usage::load());
    program.stop().await;
    place.remove();
}

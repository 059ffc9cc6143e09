//! A reviewer at the keyboard, in a real Chromium: how long an entry takes, and how long it is from the key to the next entry in sight.
//! A page fetched ahead has to be there; so this is measured as fast as keys can be pressed, and again with half a second to read.

use std::time::{Duration, Instant};

use crate::Extent;
use crate::chromium::Chromium;
use crate::place::{PASSWORD, Place, Program};
use crate::report::{Series, word};
use crate::tab::Tab;

/// From the key that rules to the frame in which the next entry stands.
const WATCH: &str = "(() => { window.zgTimes = []; let from = 0;
    document.addEventListener('keydown', (event) => { if (['a', 'Enter'].includes(event.key)) from = performance.now(); }, true);
    new MutationObserver(() => { if (!from) return; const began = from; from = 0;
        requestAnimationFrame(() => window.zgTimes.push(performance.now() - began)); })
        .observe(document.getElementById('cockpit'), { childList: true }); return true; })()";
/// Nothing waits in the browser to be sent.
const SENT: &str = "Object.keys(localStorage).filter((key) => key.startsWith('zg-acts:')).every((key) => localStorage.getItem(key) === '[]')";
/// Milliseconds to the next entry, at the 99th percentile.
const TARGET: f64 = 100.0;

/// Both paces, half of the entries each.
pub async fn all(place: &Place, program: &Program, extent: Extent) {
    let Some(chromium) = Chromium::start().await else {
        println!("\nreview by keys: not measured");
        return;
    };
    let entries = if extent.size == "small" { 8 } else { 50 };
    let tab = chromium.tab(&format!("http://{}", program.address)).await;
    tab.open("/sign-in").await;
    tab.fill("#login", "reviewer").await;
    tab.fill("#password", PASSWORD).await;
    tab.submit("main form button[type=submit]").await;
    println!("\nreview by keys, in Chromium: seven of ten approved, three given back with two reasons");
    for (pace, pause) in [("without a pause", 0), ("half a second of reading each", 500)] {
        let before = verdicts(place).await;
        let (times, whole) = run(&tab, entries, Duration::from_millis(pause)).await;
        let given = verdicts(place).await - before;
        assert_eq!(given, i64::try_from(entries).expect("few"), "each once");
        say(pace, &times, whole / entries_f64(entries));
    }
    chromium.stop().await;
}

fn entries_f64(entries: usize) -> f64 {
    f64::from(u32::try_from(entries).expect("few"))
}

async fn verdicts(place: &Place) -> i64 {
    let all = place
        .ask("select count(*)::text from verdicts where $1 <> ''", "any")
        .await;
    all.parse().expect("a number")
}

fn say(pace: &str, times: &[f64], each: f64) {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |part: usize| sorted[(sorted.len() * part / 100).min(sorted.len() - 1)];
    let (half, most) = (Series::of(times.to_vec()).median(), at(99));
    println!(
        "  {pace}: {} next entries in sight after {half:.0} ms (median), {most:.0} ms (99 of 100; target < {TARGET:.0}: {}); \
         {each:.2} s an entry",
        times.len(),
        word(most < TARGET)
    );
}

/// Goes through entries, lot after lot. Gives milliseconds to each next one, and how many seconds it all took.
async fn run(tab: &Tab, entries: usize, pause: Duration) -> (Vec<f64>, f64) {
    let (mut times, mut done, mut whole) = (Vec::new(), 0, 0.0);
    while done < entries {
        tab.open("/review").await;
        // Goes on with an open lot, else takes the next.
        let open = ".zg-mine a.btn-primary";
        let to = if tab.has(open).await {
            open
        } else {
            ".zg-acts form button"
        };
        tab.submit(to).await;
        let _: bool = tab.eval(WATCH).await;
        let left: usize = tab
            .eval("(({ max, value }) => max - value)(document.querySelector('.zg-lot progress'))")
            .await;
        // The last of a lot leads to another page; it is left to the next round.
        let here = left.saturating_sub(1).clamp(1, entries - done);
        let began = Instant::now();
        for n in 0..here {
            tokio::time::sleep(pause).await;
            rule(tab, done + n, left > 1).await;
        }
        tab.until(SENT).await;
        whole += began.elapsed().as_secs_f64();
        done += here;
        if left == 1 {
            tab.until("location.pathname.startsWith('/lots/')").await;
        } else {
            times.extend(tab.eval::<Vec<f64>>("window.zgTimes").await);
        }
    }
    (times, whole)
}

async fn rule(tab: &Tab, n: usize, shows_next: bool) {
    let before: String = tab
        .eval("document.querySelector('form[data-review]').action")
        .await;
    if n % 10 >= 7 {
        for key in ["r", "0", "5", "1", "0", "Enter"] {
            tab.press(key).await;
        }
    } else {
        tab.press("a").await;
    }
    let before = serde_json::to_string(&before).expect("json");
    if shows_next {
        let other = format!("document.querySelector('form[data-review]')?.action !== {before}");
        while !tab.eval::<bool>(&other).await {}
    }
}

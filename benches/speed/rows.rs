//! What is measured, against what, and what it has to be.

use std::time::Duration;

use futures::FutureExt as _;
use zhenggai::domain::accounts::password::Passwords;

use crate::Extent;
use crate::client::{Asking, Load, load};
use crate::export::{self, Statements};
use crate::place::{Place, Program, signing_in};
use crate::report::{Series, Target, ratio};
use crate::usage;

/// Clients at once, where nothing else is said.
pub const CLIENTS: usize = 4;

/// What only one problem or act may have, of the newest one that was begun.
const ID: &str = "select id::text from problems where title = $1 order by created_at desc limit 1";
const SEQ: &str = "select seq::text from problems where title = $1 order by created_at desc limit 1";
const NUMBER: &str = "select number from problems where title = $1 order by created_at desc limit 1";
const ACT: &str =
    "select e.act_id::text from problems p join events e on e.tenant_id = p.tenant_id and e.object_id = p.id
    where p.title = $1 order by p.created_at desc limit 1";

/// A page as it is measured.
pub struct Page {
    pub what: &'static str,
    pub asking: Asking,
    pub clients: usize,
}

/// All of them.
pub async fn all(place: &Place, program: &Program, extent: Extent) {
    let (reviewer, office, official) = (
        program.sign_in("reviewer").await,
        program.sign_in("office").await,
        program.sign_in("official").await,
    );
    let page = |what, path: &str, cookies: &str| Page {
        what,
        asking: Asking {
            path: path.to_owned(),
            cookies: cookies.to_owned(),
            form: None,
        },
        clients: CLIENTS,
    };
    let rows = "/figures/rows?figure=remaining_county_level";
    for page in [
        page("review queue", "/review", &reviewer),
        page("drill page", rows, &office),
        page("filing form", "/problems/new", &official),
        page(
            "search, a pair of characters",
            "/search?q=%E7%BE%A4%E4%BC%97",
            &official,
        ),
        page("search, the commonest character", "/search?q=%E7%9A%84", &office),
    ] {
        let (statements, _) = export::of(place, program, &page.asking).await;
        against_pgbench((place, program, extent), &page, &statements, 0.4).await;
    }
    act((place, program, extent), &official).await;
    let dashboard = page("dashboard, held", "/figures", &office);
    let plain = page("plaintext", "/healthz", "");
    held(program, extent, &dashboard, &plain).await;
    // Whoever has just acted is never shown what was counted before: each request counts anew.
    let mut fresh = page("dashboard, not held", "/figures", &office);
    fresh.clients = 1;
    not_held(program, extent, &mut fresh, &office).await;
    sign_in(program, extent, &page("filing form", "/problems/new", &official)).await;
}

/// Now, as cookies say it.
pub fn micros() -> i64 {
    zhenggai::kernel::clock::Clock::system().now().timestamp_micros()
}

/// Loads a page and says what a request costs.
pub async fn measured(program: &Program, page: &Page, long: Duration) -> (Load, f64, f64) {
    // Servers of a pgbench that has just ended are still on their way out, and would be counted here.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let before = (usage::cpu(program.pid), usage::family(program.postgres));
    let load = load(program.address, &page.asking, page.clients, long).await;
    let after = (usage::cpu(program.pid), usage::family(program.postgres));
    let each = 1000.0 / (load.rate() * load.seconds);
    let (own, database) = ((after.0 - before.0) * each, (after.1 - before.1) * each);
    (load, own, database)
}

/// What it is like in itself: of the run in the middle.
pub fn say(page: &Page, runs: &[(Load, f64, f64)]) {
    let of = |get: &dyn Fn(&(Load, f64, f64)) -> f64| Series::of(runs.iter().map(get).collect()).median();
    println!(
        "{} ({} at once): {:.0}/s, 50 % {:.1} ms, 99 % {:.1} ms, CPU a request {:.2} ms of the program, {:.2} ms of the database",
        page.what,
        page.clients,
        of(&|run| run.0.rate()),
        of(&|run| run.0.percentile(50)),
        of(&|run| run.0.percentile(99)),
        of(&|run| run.1),
        of(&|run| run.2)
    );
}

type Where<'a> = (&'a Place, &'a Program, Extent);

async fn against_pgbench(
    (place, program, extent): Where<'_>,
    page: &Page,
    statements: &Statements,
    least: f64,
) {
    let (mut runs, mut ratios, mut baseline) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..extent.pairs {
        let base = statements.rate(place, page.clients, extent.each).await;
        let run = measured(program, page, extent.each).await;
        let base = base.unwrap_or(f64::NAN);
        ratios.push(run.0.rate() / base);
        baseline.push(base);
        runs.push(run);
    }
    say(page, &runs);
    let what = format!("  against its {} statements in pgbench", statements.count());
    ratio(
        &what,
        &Series::of(ratios),
        &Series::of(baseline),
        Target::AtLeast(least),
    );
}

/// A problem is begun: the row, its first span, its event, its draft.
async fn act((place, program, extent): Where<'_>, cookies: &str) {
    let page = Page {
        what: "an act with its ledger event (a problem is begun)",
        asking: Asking {
            path: "/problems".to_owned(),
            cookies: cookies.to_owned(),
            form: Some("act_id={act}&title=measured".to_owned()),
        },
        // One person's acts wait for each other.
        clients: 1,
    };
    let (mut statements, _) = export::of(place, program, &page.asking).await;
    let ask = |sql| place.ask(sql, "measured");
    let id = |part: &str| format!("('00000000-0000-{part}-8000-' || lpad(:n::text, 12, '0'))::uuid");
    statements.vary("", &ask(ID).await, &id("7000"));
    statements.vary("", &ask(ACT).await, &id("7001"));
    statements.vary("insert into problems", &ask(SEQ).await, ":n::int");
    statements.vary("insert into problems", &ask(NUMBER).await, ":n::text");
    against_pgbench((place, program, extent), &page, &statements, 0.6).await;
}

async fn held(program: &Program, extent: Extent, page: &Page, plain: &Page) {
    let (mut runs, mut ratios, mut baseline) = (Vec::new(), Vec::new(), Vec::new());
    let mut plains = Vec::new();
    for _ in 0..extent.pairs {
        let base = measured(program, plain, extent.each).await;
        let run = measured(program, page, extent.each).await;
        ratios.push(run.0.rate() / base.0.rate());
        baseline.push(base.0.rate());
        runs.push(run);
        plains.push(base);
    }
    say(plain, &plains);
    say(page, &runs);
    ratio(
        "  against plaintext",
        &Series::of(ratios),
        &Series::of(baseline),
        Target::AtLeast(0.3),
    );
}

async fn not_held(program: &Program, extent: Extent, page: &mut Page, office: &str) {
    let (mut runs, mut medians) = (Vec::new(), Vec::new());
    for _ in 0..extent.pairs {
        page.asking.cookies = format!("{office}; zg-acted={}", micros() + 4_000_000);
        let run = measured(program, page, extent.each).await;
        medians.push(run.0.percentile(50));
        runs.push(run);
    }
    say(page, &runs);
    let medians = Series::of(medians);
    ratio("  median in ms", &medians, &medians, Target::AtMost(100.0));
}

/// Sign-in against argon2 alone, and what another page is like meanwhile.
async fn sign_in(program: &Program, extent: Extent, other: &Page) {
    let (passwords, me) = (Passwords::new(), std::process::id());
    let hash = passwords.hash("demo-2018".to_owned()).await.expect("a hash");
    let page = Page {
        what: "sign-in",
        asking: signing_in("liaison"),
        clients: CLIENTS,
    };
    let (mut runs, mut costs, mut alone) = (Vec::new(), Vec::new(), Vec::new());
    let (mut slower, mut quiet) = (Vec::new(), Vec::new());
    for _ in 0..extent.pairs {
        let before = usage::cpu(me);
        for _ in 0..20 {
            let typed = "demo-2018".to_owned();
            assert!(passwords.verify(typed, Some(&hash)).await.expect("verified"));
        }
        let argon = (usage::cpu(me) - before) * 1000.0 / 20.0;
        let run = measured(program, &page, extent.each).await;
        costs.push((run.1 + run.2) / argon);
        alone.push(argon);
        let before = load(program.address, &other.asking, 1, extent.each).await;
        let (meanwhile, _) = futures::join!(
            load(program.address, &other.asking, 1, extent.each).boxed_local(),
            load(program.address, &page.asking, 8, extent.each).boxed_local()
        );
        slower.push(meanwhile.percentile(50) / before.percentile(50));
        quiet.push(before.percentile(50));
        runs.push(run);
    }
    say(&page, &runs);
    let alone = Series::of(alone);
    println!("  argon2 alone: {:.1} ms of CPU", alone.median());
    ratio(
        "  CPU against argon2 alone",
        &Series::of(costs),
        &alone,
        Target::AtMost(1.2),
    );
    let quiet = Series::of(quiet);
    ratio(
        "  another page's median while 8 sign in",
        &Series::of(slower),
        &quiet,
        Target::AtMost(1.3),
    );
}

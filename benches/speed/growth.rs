//! What forty times the entries cost whoever asks: a save with its advice (likeness to all that was submitted among it) and a search, in a
//! city of some 1,000 problems and in the full one.

use crate::Extent;
use crate::client::{Asking, once};
use crate::place::{Place, Program};
use crate::report::{Series, Target, ratio};
use crate::rows::{Page, measured, say};

/// A thousand characters that were submitted, so that there is likeness to be found.
const SUBMITTED: &str = "select left(string_agg((content::jsonb)->>'manifestation', ''), 1000)
    from (select content from revisions order by problem_id desc limit 60) r where $1 <> ''";

/// Somebody with as many problems of their own in both: the official has begun thousands while an act was measured.
const WHO: &str = "liaison";

/// Both cities in turn. `place` and `program` are the city of this run; a small run has no second one.
pub async fn all(place: &Place, program: &Program, extent: Extent) {
    if extent.size == "small" {
        pages((place, program), (place, program), extent).await;
        return;
    }
    let mut small = Place::temporary("small").await;
    let beside = small.serve().await;
    println!("{}", small.indexed().await);
    pages((&small, &beside), (place, program), extent).await;
    beside.stop().await;
    small.remove();
}

type City<'a> = (&'a Place, &'a Program);

async fn pages(small: City<'_>, large: City<'_>, extent: Extent) {
    let saves = (save(small).await, save(large).await);
    in_turn((small.1, &saves.0), (large.1, &saves.1), extent, 2.0).await;
    let searches = (search(small.1).await, search(large.1).await);
    in_turn((small.1, &searches.0), (large.1, &searches.1), extent, 10.0).await;
}

/// The form saves itself, with a text of a thousand characters.
async fn save((place, program): City<'_>) -> Page {
    let cookies = program.sign_in(WHO).await;
    let begun = Asking {
        path: "/problems".to_owned(),
        cookies: cookies.clone(),
        form: Some("act_id={act}&title=grown&do=save".to_owned()),
    };
    let (edit, _, _) = once(program.address, &begun).await;
    let form = Asking {
        path: edit.clone(),
        cookies: cookies.clone(),
        form: None,
    };
    let (_, _, drawn) = once(program.address, &form).await;
    let (_, version) = drawn.split_once("name=\"version\" value=\"").expect("a version");
    let (version, _) = version.split_once('"').expect("its end");
    let text = place.ask(SUBMITTED, "any").await;
    let fields = [
        ("version", version),
        ("window", "00000000-0000-4000-8000-000000000001"),
        ("title", "grown"),
        ("manifestation", &text),
    ];
    let form = reqwest::Url::parse_with_params("http://form/", fields).expect("fields");
    Page {
        what: "a save with its advice",
        asking: Asking {
            path: edit.replace("/edit", "/draft"),
            cookies,
            form: form.query().map(ToOwned::to_owned),
        },
        clients: 1,
    }
}

async fn search(program: &Program) -> Page {
    Page {
        what: "search, a pair of characters",
        asking: Asking {
            path: "/search?q=%E7%BE%A4%E4%BC%97".to_owned(),
            cookies: program.sign_in(WHO).await,
            form: None,
        },
        clients: 1,
    }
}

/// Medians of the large city against those of the small one.
async fn in_turn(small: (&Program, &Page), large: (&Program, &Page), extent: Extent, most: f64) {
    let (mut runs, mut ratios, mut baseline) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..extent.pairs {
        let base = measured(small.0, small.1, extent.each).await;
        let run = measured(large.0, large.1, extent.each).await;
        ratios.push(run.0.percentile(50) / base.0.percentile(50));
        baseline.push(base.0.percentile(50));
        runs.push(run);
    }
    say(large.1, &runs);
    ratio(
        "  median against a city of 1,000 problems",
        &Series::of(ratios),
        &Series::of(baseline),
        Target::AtMost(most),
    );
}

//! `GET /problems/{id}`: one problem's whole life, readable, and printable as one sheet.

use axum::response::{IntoResponse as _, Redirect, Response};

use super::life::{self, Rounds, Rows, Step};
use super::next::{Door, doors};
use super::sheet::{self, Sheet};
use super::view::{Head, Life, Moment};
use crate::domain::campaigns::{self, Terms};
use crate::domain::lists::{Content, OwnerKind, Problem, Reading, State, store};
use crate::domain::rectification::waits::is_office_of;
use crate::domain::{ledger, lookback, rectification, review, signing};
use crate::kernel::clock::day_of;
use crate::kernel::messages::n_;
use crate::web::shell::access::{ReadableProblem, Visit};
use crate::web::shell::badges::{Badge, LampView};
use crate::web::shell::{Error, FlashKind, dates, flash, msg, render};

pub(super) async fn page(readable: ReadableProblem) -> Result<Response, Error> {
    let ReadableProblem {
        mut can,
        problem,
        reading,
    } = readable;
    if problem.state == State::Withdrawn {
        return Ok(withdrawn(&problem));
    }
    let revision = store::revision(&mut can.tx, problem.id, problem.revision).await?;
    let Some(content) = revision.and_then(|revision| revision.read()) else {
        // Never submitted: only its owner comes this far, and the form is all there is.
        return Ok(Redirect::to(&format!("/problems/{}/edit", problem.id)).into_response());
    };
    let terms = campaigns::store::terms(&mut can.tx, problem.campaign).await?;
    let rows = rows(&mut can.tx, &problem).await?;
    let mut view = view(&can, &problem, reading, (&content, &terms, &rows));
    view.doors.extend(requests(&mut can, &problem, &rows).await?);
    Ok(render::ok(can.prefs.locale, &view))
}

/// Doors to requests: to decide on one that waits for the reader, or to ask that what is closed be taken up again.
async fn requests(can: &mut Visit, problem: &Problem, rows: &Rows) -> Result<Vec<Door>, Error> {
    let door = |end: &str, label, class| Door {
        href: format!("/problems/{}/{end}", problem.id),
        label,
        class,
    };
    let leads = problem.is_led_by(can.actor.person) || problem.stood_in(&can.actor).is_some();
    let gate = if leads {
        Some(rectification::Gate::Leader)
    } else {
        is_office_of(&can.actor, problem).then_some(rectification::Gate::Office)
    };
    let mut asked = rows.rounds.extensions.iter();
    if gate.is_some() && asked.any(|one| one.is_waiting(problem) && one.asking.gate() == gate) {
        return Ok(vec![door("extension/decision", n_("延期审批"), "btn-primary")]);
    }
    if problem.closed_at.is_none() {
        return Ok(Vec::new());
    }
    let mut requests = rows.rounds.reopenings.iter();
    if requests.any(|one| one.decision.is_none() && one.cycle == problem.cycle) {
        let decides = gate == Some(rectification::Gate::Office);
        let to_decide = door("reopening/decision", n_("办理重新整改申请"), "btn-primary");
        return Ok(Some(to_decide).filter(|_| decides).into_iter().collect());
    }
    let actor = can.actor.clone();
    let as_whom = rectification::actions::asks_as(&mut can.tx, &actor, problem).await?;
    Ok(as_whom
        .map(|_| door("reopening", n_("申请重新整改"), "btn-quiet"))
        .into_iter()
        .collect())
}

/// A draft that was taken out has no page any more.
pub(super) fn withdrawn(problem: &Problem) -> Response {
    let why = msg("{0} 是导入的草稿，导入已撤销，草稿也随之撤回。").with(&problem.number);
    flash::redirect(home(problem.owner_kind).0, FlashKind::Warn, &why)
}

/// Where whoever writes for such an owner keeps all of theirs: path and source text.
pub(super) fn home(kind: OwnerKind) -> (&'static str, &'static str) {
    match kind {
        OwnerKind::Person => ("/my", n_("我的台账")),
        OwnerKind::Body => ("/bodies", n_("班子清单")),
    }
}

async fn rows(tx: &mut crate::platform::db::Tx, problem: &Problem) -> Result<Rows, Error> {
    let id = problem.id;
    Ok(Rows {
        events: ledger::of_object(tx, id.0).await?,
        verdicts: review::store::ever_given(tx, id).await?,
        signatures: signing::store::of_problem(tx, id).await?,
        notes: rectification::store::notes(tx, id).await?,
        completions: rectification::store::completions(tx, id).await?,
        checks: rectification::store::checks(tx, id).await?,
        discussions: match problem.owner_kind {
            OwnerKind::Body => store::discussions::of_problem(tx, id).await?,
            OwnerKind::Person => Vec::new(),
        },
        rounds: rounds(tx, problem).await?,
    })
}

/// Of what was never in rectification nothing is asked.
async fn rounds(tx: &mut crate::platform::db::Tx, problem: &Problem) -> Result<Rounds, Error> {
    if problem.claimed_at.is_none() && problem.cycle == 1 {
        return Ok(Rounds::default());
    }
    Ok(Rounds {
        extensions: rectification::store::extensions(tx, problem.id).await?,
        cycles: rectification::store::cycles(tx, problem.id).await?,
        reopenings: rectification::store::reopenings(tx, problem.id).await?,
        found: lookback::store::of_problem(tx, problem.id).await?,
        closed: rectification::store::closed_cycles(tx, problem.id).await?,
    })
}

fn view(
    can: &Visit,
    problem: &Problem,
    reading: Reading,
    (content, terms, rows): (&Content, &Terms, &Rows),
) -> Life {
    let (locale, today) = (can.prefs.locale, can.today());
    let cosigned = problem.cosigned_at.map(day_of);
    let moment = |at| dates::moment(locale, at, today);
    let step = |step: Step| Moment {
        at: moment(step.at),
        who: step.who,
        what: step.what.text(locale),
        words: step.words,
        quoted: step.quoted,
        compare: step
            .revision
            .filter(|n| *n > 1)
            .map(|n| format!("/problems/{}/revisions/{n}", problem.id)),
        back: step.back,
    };
    let openings = life::openings(&rows.events, locale).into_iter();
    // Whoever signs in the leader's stead finds the leader's doors.
    let signs = problem.stood_in(&can.actor).is_some_and(|order| order.signs);
    let doors: Vec<Door> = match reading {
        Reading::StandIn if signs => doors(problem, Reading::Leader),
        reading => doors(problem, reading),
    };
    Life {
        page: can.confidential_page(content.title.clone()),
        problem: Head {
            id: problem.id.to_string(),
            number: problem.number.clone(),
            badge: Badge::of(problem.state, problem.rectification.as_deref()),
            revision: problem.revision,
        },
        lamp: LampView::of(
            &can.calendar,
            problem.state.is_approved() && !problem.moved_out,
            problem.limit(today),
            cosigned,
            problem.closed_at.is_some(),
            today,
        ),
        aside: aside(problem, today),
        home: matches!(reading, Reading::Owner | Reading::Drafter).then(|| home(problem.owner_kind)),
        own: reading == Reading::Owner,
        doors,
        sheet: Sheet::of(content, terms, locale, today),
        outcome: sheet::outcome(problem, rows, locale, today),
        signs: sheet::signs(problem, rows, locale, today),
        rounds: sheet::rounds(problem, rows, locale, today),
        steps: life::steps(rows, terms, locale)
            .into_iter()
            .rev()
            .map(step)
            .collect(),
        openings: openings
            .map(|(at, who)| format!("{} {who}", moment(at)))
            .collect(),
    }
}

/// What is to be said of an owner who is set aside; source text.
fn aside(problem: &Problem, today: chrono::NaiveDate) -> Option<&'static str> {
    if problem.moved_out {
        Some(n_("本人已移出：不计入，也不能填报、审核和签字"))
    } else {
        let deferred = problem.deferred_until.is_some_and(|until| until >= today);
        deferred.then_some(n_("本人暂缓：到期前不算逾期"))
    }
}

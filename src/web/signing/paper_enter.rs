//! `POST /problems/{id}/signatures/{purpose}/paper`: a liaison enters what somebody signed on paper, with the scan that shows it.

use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::Response;
use bytes::{Bytes, BytesMut};

use super::access::PaperToEnter;
use super::paper::{Again, back, draw};
use super::turn;
use crate::domain::ledger::Act;
use crate::domain::lists::Problem;
use crate::domain::rectification::{self, RectificationError};
use crate::domain::signing::actions::{Entered, claim_from_paper};
use crate::domain::signing::{Purpose, Scan, Seen, SignerRole, SigningError, store};
use crate::kernel::messages::Message;
use crate::platform::files::Unfit;
use crate::web::shell::access::Visit;
use crate::web::shell::posted;
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// What is posted.
#[derive(Debug, Default)]
struct Sent {
    act_id: String,
    version: String,
    statement: String,
    role: String,
    signed_on: String,
    /// Name and content; no content of one that is too large.
    scan: (String, Option<Bytes>),
}

pub(super) async fn submit(
    PaperToEnter { can, problem }: PaperToEnter,
    Path((_, purpose)): Path<(String, String)>,
    form: Multipart,
) -> Result<Response, Error> {
    let purpose = turn::purpose(&purpose)?;
    // A scan over a slow line takes longer than a transaction may rest.
    let (mut can, sent) = can.without_connection(receive(form)).await?;
    let mut sent = sent?;
    let (seen, role) = sent.seen()?;
    let on = back(&can).0;
    let mut act = can.act(&sent.act_id, on).await?;
    let entered = match sent.entered(&can, role).await {
        Ok(entered) => entered,
        Err(again) => return invalid(can, &problem, purpose, again).await,
    };
    let scan = entered.scan.sha256;
    if let Err(error) = enter(&mut can, &mut act, &problem, (purpose, seen), entered).await {
        return refused(can, &problem, purpose, (error, sent.signed_on)).await;
    }
    let others = store::same_scan(&mut can.tx, &scan, problem.id).await?;
    can.commit().await?;
    let (kind, said) = said(role, others);
    let said = said.with(&problem.number).with(others);
    Ok(flash::redirect(on, kind, &said))
}

/// What is said of a signature that was entered; also that its scan is not this problem's alone.
fn said(role: SignerRole, others: i64) -> (FlashKind, Message) {
    match (role, others) {
        (SignerRole::Owner, 0) => (FlashKind::Ok, msg("{0} 本人的纸面签字已录入。")),
        (SignerRole::Leader, 0) => (FlashKind::Ok, msg("{0} 分管领导的纸面签字已录入。")),
        (SignerRole::Owner, _) => (
            FlashKind::Warn,
            msg(
                "{0} 本人的纸面签字已录入。同一份扫描件还用在别的 {1} 个问题上，请核对没有传错；传错了，请本人更正后重新签。",
            ),
        ),
        (SignerRole::Leader, _) => (
            FlashKind::Warn,
            msg(
                "{0} 分管领导的纸面签字已录入。同一份扫描件还用在别的 {1} 个问题上，请核对没有传错；传错了，请本人更正后重新签。",
            ),
        ),
    }
}

async fn enter(
    can: &mut Visit,
    act: &mut Act,
    problem: &Problem,
    (purpose, seen): (Purpose, Seen),
    entered: Entered,
) -> Result<(), RectificationError> {
    let tx = &mut can.tx;
    match purpose {
        Purpose::Claim => claim_from_paper(tx, act, problem.id, seen, entered).await?,
        Purpose::Complete => {
            rectification::actions::sign_from_paper(tx, act, problem.id, seen, entered).await?
        }
    };
    Ok(())
}

/// The page again, where it is for the page to say; nothing was written.
async fn refused(
    mut can: Visit,
    problem: &Problem,
    purpose: Purpose,
    (error, signed_on): (RectificationError, String),
) -> Result<Response, Error> {
    match error {
        RectificationError::Signing(SigningError::Invalid(wrong)) => {
            let again = Again {
                wrong_day: wrong.first("signed_on").cloned(),
                signed_on: Some(signed_on),
                ..Again::default()
            };
            invalid(can, problem, purpose, again).await
        }
        RectificationError::Signing(SigningError::Changed) => {
            let problem = turn::again(&mut can.tx, problem).await?;
            let again = Again {
                changed: true,
                ..Again::default()
            };
            let view = draw(&mut can, &problem, purpose, again).await?;
            Ok(render::html(can.prefs.locale, StatusCode::CONFLICT, &view))
        }
        other => Err(other.into()),
    }
}

async fn invalid(
    mut can: Visit,
    problem: &Problem,
    purpose: Purpose,
    again: Again,
) -> Result<Response, Error> {
    let view = draw(&mut can, problem, purpose, again).await?;
    Ok(render::invalid(can.prefs.locale, &view))
}

impl Sent {
    /// What was printed, and whose signature is entered.
    fn seen(&self) -> Result<(Seen, SignerRole), Error> {
        let digest = hex::decode(&self.statement)
            .ok()
            .and_then(|bytes| bytes.try_into().ok());
        let version = self.version.parse().ok();
        // A form without a version, as of a page that is long gone, is older than any.
        let (version, statement) = version.zip(digest).unwrap_or((0, [0; 32]));
        let seen = Seen {
            version,
            statement,
            stands_in: None,
        };
        Ok((
            seen,
            SignerRole::from_code(&self.role).ok_or_else(Error::malformed)?,
        ))
    }

    async fn entered(&mut self, can: &Visit, role: SignerRole) -> Result<Entered, Again> {
        let day = self.signed_on.trim().parse().ok();
        let (name, content) = std::mem::take(&mut self.scan);
        let scan = match content {
            Some(content) => Scan::of(&name, content).await,
            None => Err(Unfit::TooLarge.message(&posted::shown(&name))),
        };
        match (day, scan) {
            (Some(signed_on), Ok(scan)) => Ok(Entered {
                role,
                signed_on,
                scan,
                server: can.app.countersigner(),
            }),
            (day, scan) => Err(Again {
                wrong_day: day.is_none().then(|| msg("请写纸上的日期，如 2018-09-21")),
                // A file can't be kept in a form: where the day is wrong alone, it is chosen once more.
                wrong_scan: scan.err(),
                signed_on: Some(self.signed_on.clone()),
                changed: false,
            }),
        }
    }
}

async fn receive(mut form: Multipart) -> Result<Sent, Error> {
    let (mut sent, mut room) = (Sent::default(), posted::WORDS);
    // No file in the field is an empty one.
    sent.scan.1 = Some(Bytes::new());
    while let Some(field) = form
        .next_field()
        .await
        .map_err(|error| posted::unreadable(&error))?
    {
        let kept = match field.name().unwrap_or_default() {
            "act_id" => &mut sent.act_id,
            "version" => &mut sent.version,
            "statement" => &mut sent.statement,
            "role" => &mut sent.role,
            "signed_on" => &mut sent.signed_on,
            "scan" => {
                if let Some((name, content)) = posted::file(field).await? {
                    sent.scan = (name, content.map(BytesMut::freeze));
                }
                continue;
            }
            _ => continue,
        };
        *kept = posted::text(field, &mut room).await?;
    }
    Ok(sent)
}

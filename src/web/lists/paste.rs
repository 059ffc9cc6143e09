//! Rows copied in a spreadsheet become drafts: pasted, looked at, taken. `/problems/paste`, and the same for a body and for somebody
//! for whom the visitor types. Nothing is kept on the way: the page carries what was pasted.

use std::collections::BTreeSet;

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::body::BodyToFile;
use super::enter::PersonToEnter;
use super::new::{Whose, start_one};
use super::paste_owner::{Owner, own};
use super::paste_view::{ColumnView, Paste, Preview, RowView};
use crate::domain::campaigns::{self, Terms};
use crate::domain::lists::Draft;
use crate::imports::lists::pasted::{self, Pasted, PastedRow, Said};
use crate::imports::understood;
use crate::kernel::digest::sha256;
use crate::kernel::messages::Message;
use crate::kernel::text::code_text;
use crate::web::shell::access::rights::FileOwn;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// Most bytes of what is pasted, as a form sends it.
pub(super) const LIMIT: usize = 4 * 1024 * 1024;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    text: String,
    /// Digest of the text that the page was drawn from: what was said of columns and rows is said of that.
    of: String,
    /// `yes` or `no`; empty: nobody said.
    header: String,
    /// Meanings of the columns, from the left.
    column: Vec<String>,
    /// Lines to be taken.
    row: Vec<u32>,
    r#do: String,
}

impl Typed {
    /// Whether the text is still the one that was looked at.
    fn is_of_its_text(&self) -> bool {
        self.of == digest(&self.text)
    }
}

/// A form sends line ends as CR LF, whatever stood there.
fn digest(text: &str) -> String {
    hex::encode(sha256(text.replace("\r\n", "\n").trim_end().as_bytes()))
}

pub(super) async fn page(can: Can<FileOwn>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let owner = own(&mut can).await?;
    Ok(draw(&can, owner, Typed::default(), None))
}

/// `GET /bodies/{id}/problems/paste`
pub(super) async fn page_of_body(filing: BodyToFile) -> Result<Response, Error> {
    let owner = Owner::from(&filing);
    Ok(draw(&filing.can, owner, Typed::default(), None))
}

/// `GET /people/{id}/problems/paste`
pub(super) async fn page_for_other(entering: PersonToEnter) -> Result<Response, Error> {
    let owner = Owner::from(&entering);
    Ok(draw(&entering.can, owner, Typed::default(), None))
}

pub(super) async fn paste(can: Can<FileOwn>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let owner = own(&mut can).await?;
    look_or_take(can, owner, typed).await
}

/// `POST /bodies/{id}/problems/paste`
pub(super) async fn paste_for_body(filing: BodyToFile, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let owner = Owner::from(&filing);
    look_or_take(filing.can, owner, typed).await
}

/// `POST /people/{id}/problems/paste`
pub(super) async fn paste_for_other(
    entering: PersonToEnter,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let owner = Owner::from(&entering);
    look_or_take(entering.can, owner, typed).await
}

async fn look_or_take(mut can: Visit, owner: Owner, typed: Typed) -> Result<Response, Error> {
    let campaign = can.campaign()?;
    let terms = campaigns::store::terms(&mut can.tx, campaign.id).await?;
    let pasted = pasted::read(&typed.text, said(&typed).as_ref());
    if typed.r#do != "take" || !typed.is_of_its_text() {
        let seen = look(&mut can, &owner, &pasted, &terms).await?;
        return Ok(draw(&can, owner, typed, Some(seen)));
    }
    let chosen = pasted.rows.iter().filter(|row| typed.row.contains(&row.row));
    let drafts: Vec<Draft> = chosen
        .filter(|row| is_of(row, &owner))
        .map(|row| understood(&row.draft, &terms))
        .collect();
    if drafts.is_empty() {
        let mut seen = look(&mut can, &owner, &pasted, &terms).await?;
        seen.1 = Some(msg("一行也没有选。粘贴的内容还在下面。"));
        return Ok(draw(&can, owner, typed, Some(seen)));
    }
    let mut act = match can.act(&typed.act_id, owner.home).await {
        // The page was sent before. What it took then is there; whatever else was chosen is not to be lost without a word.
        Err(Error::Repeated { to }) => {
            let there = owner.titles(&mut can).await?;
            let kept = |draft: &Draft| there.iter().any(|(_, title)| *title == code_text(&draft.title));
            if drafts.iter().all(kept) || matches!(owner.whose, Whose::Other(_)) {
                return Err(Error::Repeated { to });
            }
            let mut seen = look(&mut can, &owner, &pasted, &terms).await?;
            seen.1 = Some(msg("这一页刚才存过一次。还没有存的行已重新选上，请再按一次。"));
            return Ok(draw(&can, owner, typed, Some(seen)));
        }
        act => act?,
    };
    for draft in &drafts {
        start_one(&mut can, &mut act, draft, owner.whose).await?;
    }
    can.commit().await?;
    let done = msg("{0} 行已存为草稿，还没有提交。请逐条打开，补全以后提交。").with(drafts.len());
    Ok(flash::redirect(owner.home, FlashKind::Ok, &done))
}

/// What the person says of the columns. A page that was just filled says nothing.
fn said(typed: &Typed) -> Option<Said> {
    let said = !typed.column.is_empty() && typed.is_of_its_text() && typed.r#do != "anew";
    said.then(|| Said {
        has_header: typed.header == "yes",
        means: typed.column.iter().map(|place| place.parse().ok()).collect(),
    })
}

/// Whether a row may be the owner's: it names nobody, or them.
fn is_of(row: &PastedRow, owner: &Owner) -> bool {
    let (staff_no, name) = &row.of;
    let same = |said: &Option<String>, is: &str| {
        said.as_ref()
            .is_none_or(|said| code_text(said).eq_ignore_ascii_case(&code_text(is)))
    };
    match owner.whose {
        // A body's rows may name who answers for them.
        Whose::Body(_) => true,
        _ => same(staff_no, &owner.staff_no) && same(name, &owner.name),
    }
}

type Seen = (Preview, Option<Message>);

async fn look(can: &mut Visit, owner: &Owner, pasted: &Pasted, terms: &Terms) -> Result<Seen, Error> {
    let there: Vec<(String, String)> = owner.titles(can).await?;
    let same = |draft: &Draft| {
        let title = code_text(&draft.title);
        there
            .iter()
            .find(|(_, known)| *known == title)
            .map(|(number, _)| number.clone())
    };
    let (mut rows, mut titles): (Vec<RowView>, BTreeSet<String>) = (Vec::new(), BTreeSet::new());
    for row in &pasted.rows {
        let draft = understood(&row.draft, terms);
        let (taken, note) = if !is_of(row, owner) {
            let (staff_no, name) = &row.of;
            let who = name.as_ref().or(staff_no.as_ref()).cloned().unwrap_or_default();
            (
                None,
                Some(msg("写的是 {0}，不是 {1}，不取").with(who).with(&owner.name)),
            )
        } else if let Some(number) = same(&draft) {
            (Some(false), Some(msg("已经有同样的一条：{0}").with(number)))
        } else if !draft.title.trim().is_empty() && !titles.insert(code_text(&draft.title)) {
            (Some(false), Some(msg("与上面的一行相同")))
        } else {
            (Some(!draft.title.trim().is_empty()), None)
        };
        rows.push(super::paste_rows::row(
            row.row,
            &draft,
            (taken, note),
            can.prefs.locale,
        ));
    }
    rows.extend(pasted.refused.iter().map(|refused| RowView {
        row: refused.row,
        title: String::new(),
        says: Vec::new(),
        taken: None,
        note: Some(refused.reason.said()),
    }));
    rows.sort_by_key(|row| row.row);
    let ready = rows.iter().filter(|row| row.taken.is_some()).count();
    let trouble = match (pasted.columns.is_empty(), ready) {
        (true, _) => Some(msg("这里没有内容。请在表格里选中几行，复制以后粘贴到下面。")),
        (_, 0) if rows.is_empty() => Some(msg("还认不出哪一列是什么，请在下面指明。")),
        (_, 0) => Some(msg("没有能取的行，为什么写在各行下面。")),
        _ => None,
    };
    let preview = Preview {
        has_header: pasted.has_header,
        columns: pasted.columns.iter().map(column).collect(),
        ready,
        rows,
        beyond: pasted.beyond,
    };
    Ok((preview, trouble))
}

fn column(column: &pasted::PastedColumn) -> ColumnView {
    let options = pasted::meanings().map(|(place, label)| (place, label, column.means == Some(place)));
    ColumnView {
        letter: column.letter.clone(),
        header: column.header.clone(),
        sample: column.sample.chars().take(60).collect(),
        options: options.collect(),
    }
}

fn draw(can: &Visit, owner: Owner, typed: Typed, seen: Option<Seen>) -> Response {
    let locale = can.prefs.locale;
    let (preview, trouble) = match seen {
        Some((preview, trouble)) => (Some(preview), trouble),
        None => (None, None),
    };
    let failed = trouble.is_some();
    let view = Paste {
        page: can.confidential_page(locale.t("从表格粘贴").to_owned()),
        one: owner.to.replace("/paste", "/new"),
        to: owner.to,
        home: owner.home,
        owner: owner.name,
        of: digest(&typed.text),
        text: typed.text,
        preview: preview.filter(|preview| !preview.columns.is_empty()),
        trouble,
    };
    if failed {
        render::invalid(locale, &view)
    } else {
        render::ok(locale, &view)
    }
}

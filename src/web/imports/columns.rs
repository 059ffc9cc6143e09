//! `GET` and `POST /imports/{id}/columns`: a workbook whose columns the program does not know, laid open; what they mean is told
//! once and remembered.

use std::collections::{BTreeMap, HashMap};

use axum::response::Response;
use axum_extra::extract::{Form, Query};
use serde::Deserialize;

use super::access::SentWorkbook;
use super::index::title;
use super::upload::{said, try_out};
use super::view;
use crate::imports::columns::{Choice, Layout, lay_open};
use crate::imports::headers::{Heading, natural};
use crate::imports::history::store as kept;
use crate::imports::learned::{self, Learned, actions as learning, store};
use crate::imports::runs::actions::{self, Tried};
use crate::imports::runs::{Run, RunError, store as runs};
use crate::imports::{Kind, Unreadable, Workbook};
use crate::kernel::fields::FieldProblems;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FlashKind, Locale, flash, msg, render};

/// What is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    sheet: String,
    line: String,
}

impl Asked {
    fn choice(&self) -> Choice {
        Choice {
            sheet: self.sheet.parse().ok(),
            line: self.line.parse().ok(),
        }
    }
}

/// What is posted: `c0` and so on is the place of what a column means, `-` of one that is not read.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    sheet: String,
    line: String,
    #[serde(flatten)]
    columns: BTreeMap<String, String>,
}

pub(super) async fn page(sent: SentWorkbook, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let path = format!("/imports/{}", sent.run.id);
    let Some(mut opened) = Opened::of(sent, asked.choice()).await? else {
        return Ok(settled(&path));
    };
    let view = opened.draw(None, FieldProblems::new());
    let locale = opened.can.prefs.locale;
    Ok(render::ok(locale, &view))
}

pub(super) async fn submit(sent: SentWorkbook, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let path = format!("/imports/{}", sent.run.id);
    let asked = Asked {
        sheet: typed.sheet.clone(),
        line: typed.line.clone(),
    };
    let Some(mut opened) = Opened::of(sent, asked.choice()).await? else {
        return Ok(settled(&path));
    };
    let (kind, id) = (opened.run.kind, opened.run.id);
    let locale = opened.can.prefs.locale;
    let told = match told((kind, locale), &opened.layout, &typed.columns) {
        Ok(told) => told,
        Err(wrong) => {
            return Ok(render::invalid(locale, &opened.draw(Some(&typed.columns), wrong)));
        }
    };
    let Opened {
        can,
        run,
        layout,
        bytes,
        learned,
    } = opened;
    let learned = learned.with(kind, &told);
    let reading = Workbook::read((can.session.tenant, kind), bytes.clone(), &learned);
    let (can, workbook) = can.without_connection(reading).await?;
    let workbook = match workbook {
        Ok(workbook) => workbook,
        Err(why) => {
            let mut opened = Opened {
                can,
                run,
                layout,
                bytes,
                learned,
            };
            let view = opened.draw(Some(&typed.columns), FieldProblems::at("", said(&why)));
            return Ok(render::invalid(opened.can.prefs.locale, &view));
        }
    };
    let mut can = can;
    let history = kept::of_run(&mut can.tx, id).await?;
    let (mut can, report, returned) = try_out(can, (&typed.act_id, &bytes), (&workbook, history)).await?;
    let tried = Tried {
        kind,
        file_name: &run.file_name,
        bytes: &bytes,
        report: &report,
        returned: returned.as_ref(),
        // Kept with the file already.
        history: (history.stands, None),
    };
    let mut act = can.act(&typed.act_id, &path).await?;
    learning::learn(&mut can.tx, &mut act, kind, &told).await?;
    match actions::explained(&mut can.tx, &mut act, id, &tried).await {
        Ok(()) => can.commit().await?,
        Err(RunError::Settled) => return Ok(settled(&path)),
        Err(other) => return Err(other.into()),
    }
    let message = msg("已记住 {0} 列的含义，下次同样的表头直接认得。").with(told.len());
    Ok(flash::redirect(&path, FlashKind::Ok, &message))
}

/// What is posted to have a header forgotten.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Forgotten {
    act_id: String,
    kind: String,
    text: String,
}

pub(super) async fn forget(can: Can<Office>, Form(typed): Form<Forgotten>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let kind = Kind::from_code(&typed.kind).ok_or_else(Error::malformed)?;
    let mut act = can.act(&typed.act_id, "/imports").await?;
    learning::forget(&mut can.tx, &mut act, kind, &typed.text).await?;
    can.commit().await?;
    let message = msg("已忘掉“{0}”的含义。").with(&typed.text);
    Ok(flash::redirect("/imports", FlashKind::Ok, &message))
}

fn settled(path: &str) -> Response {
    flash::redirect(path, FlashKind::Warn, &msg("这份文件已经办过，这次没有再办。"))
}

/// A workbook that waits to be explained, laid open.
struct Opened {
    can: Visit,
    run: Run,
    layout: Layout,
    bytes: Vec<u8>,
    learned: Learned,
}

impl Opened {
    /// `None` when it does not wait for that any more.
    async fn of(sent: SentWorkbook, choice: Choice) -> Result<Option<Self>, Error> {
        let SentWorkbook { mut can, run } = sent;
        if !run.is_unread() {
            return Ok(None);
        }
        let Some(bytes) = runs::unread(&mut can.tx, run.id).await? else {
            return Ok(None);
        };
        let learned = store::all(&mut can.tx).await?;
        let opening = lay_open(
            (can.session.tenant, run.kind),
            bytes.clone(),
            learned.of_kind(run.kind),
            choice,
        );
        let (can, layout) = can.without_connection(opening).await?;
        let layout = layout.map_err(|why| match why {
            // The workbook is kept, and the page may be asked for again.
            Unreadable::Queue(_) => Error::Busy { retry_after: 20 },
            why => Error::Invalid(said(&why)),
        })?;
        Ok(Some(Self {
            can,
            run,
            layout,
            bytes,
            learned,
        }))
    }

    fn draw(&mut self, typed: Option<&BTreeMap<String, String>>, wrong: FieldProblems) -> view::Explain {
        let locale = self.can.prefs.locale;
        let headings = self.run.kind.headings();
        let layout = &self.layout;
        let columns = layout.columns.iter().map(|column| {
            let name = format!("c{}", column.index);
            let chosen = match typed.and_then(|typed| typed.get(&name)) {
                Some(typed) => typed.parse().ok(),
                None => column.means,
            };
            let option = |(place, heading): (usize, &Heading)| view::Meaning {
                place,
                label: heading.label,
                required: heading.required,
                chosen: chosen == Some(place),
            };
            view::Column {
                name,
                letter: column.letter.clone(),
                text: column.text.clone(),
                samples: column.samples.join("、"),
                options: headings.iter().enumerate().map(option).collect(),
            }
        });
        let columns = columns.collect();
        let lines = layout.lines.iter().map(|(number, text)| view::SheetLine {
            number: *number,
            text: text.clone(),
            chosen: *number == layout.line,
        });
        view::Explain {
            page: self.can.page(locale.t("认列")),
            path: format!("/imports/{}", self.run.id),
            kind: title(self.run.kind),
            file: self.run.file_name.clone(),
            template: format!("/imports/templates/{}.xlsx", self.run.kind.code()),
            required: required(self.run.kind),
            sheets: layout.sheets.clone(),
            sheet: layout.sheet,
            lines: lines.collect(),
            line: layout.line,
            nameless: layout.nameless.join(", "),
            columns,
            wrong,
        }
    }
}

fn required(kind: Kind) -> Vec<&'static str> {
    let required = kind.headings().iter().filter(|heading| heading.required);
    required.map(|heading| heading.label).collect()
}

/// What was told that the program did not know: headers, each with the name of what it means.
fn told(
    (kind, locale): (Kind, Locale),
    layout: &Layout,
    typed: &BTreeMap<String, String>,
) -> Result<Vec<(String, &'static str)>, FieldProblems> {
    let (headings, mut wrong) = (kind.headings(), FieldProblems::new());
    let (mut told, mut taken) = (Vec::new(), HashMap::new());
    let mut by_text: HashMap<String, Option<usize>> = HashMap::new();
    for column in &layout.columns {
        let name = format!("c{}", column.index);
        let meaning: Option<usize> = typed
            .get(&name)
            .and_then(|typed| typed.parse().ok())
            .filter(|place| *place < headings.len());
        if let Some(place) = meaning
            && let Some(other) = taken.insert(place, column.letter.clone())
        {
            wrong.add(&name, msg("和 {0} 列选了同一个含义").with(other));
        }
        if let (Some(place), Some(natural)) = (meaning, natural(&column.text, headings))
            && place != natural
        {
            // Else each workbook with the usual header would be misread from now on.
            let usual = locale.t(headings[natural].label);
            wrong.add(
                &name,
                msg("这个列名本来就是“{0}”，要改意思请先在表格里改列名").with(usual),
            );
        }
        let Some(key) = learned::key(&column.text) else {
            if meaning.is_some() {
                wrong.add(&name, msg("列名太长，记不住，请在表格里改短"));
            }
            continue;
        };
        match by_text.insert(key.clone(), meaning) {
            Some(other) if other != meaning => {
                wrong.add(&name, msg("有两列同名，请先在表格里改得不一样"));
            }
            _ => {}
        }
        if meaning != column.means {
            told.push((key, learned::label(headings, meaning)));
        }
    }
    for (place, heading) in headings.iter().enumerate() {
        if heading.required && !taken.contains_key(&place) {
            wrong.add("", msg("还没有指明哪一列是“{0}”").with(locale.t(heading.label)));
        }
    }
    wrong.or(told)
}

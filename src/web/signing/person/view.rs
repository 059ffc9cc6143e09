//! What a person's sheet draws.

use askama::Template;

use crate::domain::signing::Purpose;
use crate::domain::signing::stead::InStead;
use crate::kernel::messages::n_;
use crate::web::shell::sheet::cells::Cell;
use crate::web::shell::sheet::paper::{Line, Paper};
use crate::web::shell::{Page, filters};
use crate::web::signing::view::{Change, Refusing, Ways, Wrong};
use crate::web::signing::waiting::Sheet;

/// `GET /to-sign/{id}/{purpose}`, and again with 409 or 422.
#[derive(Debug, Template)]
#[template(path = "signing/person.html")]
pub struct PersonSheet {
    /// Frame.
    pub page: Page,
    /// Whose.
    pub name: String,
    /// Their unit.
    pub unit: String,
    /// Whether they are a leading body, and no person.
    pub body: bool,
    /// Whether it is the visitor's own, or that of a body whose principal they are.
    pub owns: bool,
    /// What it is for.
    pub purpose: Purpose,
    /// Where it is signed.
    pub action: String,
    /// Where a passkey is asked.
    pub question: String,
    /// The statements.
    pub entries: Vec<Entry>,
    /// What is declared with each of them.
    pub declared: Vec<Line>,
    /// Who signs.
    pub signer: String,
    /// By which order the visitor signs in the leader's stead, and what they declare.
    pub stead: Option<InStead>,
    /// In which ways the visitor may sign.
    pub ways: Ways,
    /// What was wrong with what was typed, or answered.
    pub wrong: Wrong,
    /// All sheets that wait.
    pub people: Vec<Sheet>,
    /// Which of them this is, from zero.
    pub at: Option<usize>,
    /// How many were signed today.
    pub signed: usize,
    /// How many more statements wait than are shown.
    pub more: usize,
    /// How many wait, but have nobody who could co-sign.
    pub unled: usize,
    /// Whether anything was changed since it was opened.
    pub changed: bool,
    /// What was opened and waits no longer: number, and where the problem is.
    pub gone: Vec<(String, String)>,
}

/// One statement on it.
#[derive(Debug)]
pub struct Entry {
    /// The problem's id.
    pub id: String,
    /// The version it was drawn from.
    pub version: i32,
    /// The statement's SHA-256.
    pub digest: String,
    /// The statement.
    pub paper: Paper,
    /// Who signed it so far, and what no longer holds.
    pub signed: Vec<Cell>,
    /// What was changed since it was opened, or since it was signed before.
    pub changes: Vec<Change>,
    /// Whether it is another one than was opened.
    pub changed: bool,
    /// Whether the very bytes are others, and not only its state.
    pub altered: bool,
    /// Whether it came to wait after the sheet was opened.
    pub new: bool,
    /// How the leader refuses it.
    pub refusing: Option<Refusing>,
}

impl PersonSheet {
    /// What the forms that sign carry unseen: exactly the statements that are shown.
    pub fn hidden(&self) -> Vec<(&'static str, String)> {
        let order = self.stead.as_ref().map(|stead| stead.delegation.to_string());
        let act = ("act_id", self.page.act_id.clone());
        let entries = self.entries.iter();
        let entries = entries.map(|one| ("entry", format!("{}:{}:{}", one.id, one.version, one.digest)));
        let order = order.map(|order| ("stands_in", order));
        [act].into_iter().chain(entries).chain(order).collect()
    }

    /// What a passkey does here.
    pub fn by_device(&self) -> &'static str {
        self.page.locale.t(n_(
            "由您自己的设备一次对上面每一条签名，每一条都能单独核对。密码签字是电子确认，由服务器记录。",
        ))
    }

    /// Source text, around the name: what stands above the statements.
    pub fn heading(&self) -> &'static str {
        match (self.body, self.purpose) {
            (false, Purpose::Claim) => n_("{0}同志“五个清单”认领一览表"),
            (false, Purpose::Complete) => n_("{0}同志“五个清单”完成一览表"),
            (true, Purpose::Claim) => n_("{0}“五个清单”认领一览表"),
            (true, Purpose::Complete) => n_("{0}“五个清单”完成一览表"),
        }
    }

    /// Whether anything below is marked as another one than was opened.
    pub fn marked(&self) -> bool {
        self.entries.iter().any(|entry| entry.changed || entry.new)
    }

    /// The sheet before this one, of those that wait.
    pub fn before(&self) -> Option<&Sheet> {
        self.at?.checked_sub(1).and_then(|at| self.people.get(at))
    }

    /// The one after it.
    pub fn after(&self) -> Option<&Sheet> {
        self.people.get(self.at? + 1)
    }

    /// Where the visitor is among today's sheets, those already signed first: 第 3 份，共 50 份.
    pub fn place(&self) -> (usize, usize) {
        (
            self.signed + self.at.map_or(0, |at| at + 1),
            self.signed + self.people.len(),
        )
    }
}

impl Entry {
    /// What is refused: the problem, its version, what the signature is for.
    pub fn at(&self, purpose: &&'static str) -> (String, i32, &'static str) {
        (self.id.clone(), self.version, purpose)
    }
}

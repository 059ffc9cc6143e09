//! Signatures as they are shown: who, in which way, when; waiting, holding, or broken in plain sight. For the sheet
//! and for one problem's whole life: `{% import "components/cells.html" as cells %}{% call cells::row(cells) %}`.

use chrono::NaiveDate;

use super::paper::{grouped, role_label};
use crate::domain::signing::{Method, Purpose, Signature, SignerRole, standing};
use crate::kernel::clock::{day_of, local};
use crate::kernel::messages::n_;
use crate::web::shell::acts::in_stead;
use crate::web::shell::{Locale, dates};

/// One place for a signature.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Source text: 干部本人 or 分管领导.
    pub role: &'static str,
    /// The signer's name; empty when nobody is known who could sign.
    pub name: String,
    /// What whoever signed in the leader's stead declared of it.
    pub declared: Option<String>,
    /// Source text: which kind of signature it is; none while it waits.
    pub kind: Option<&'static str>,
    /// When it was put; empty while it waits.
    pub at: String,
    /// Of one that was entered from paper: the date on it, who entered it, where its scan is.
    pub paper: Option<[String; 3]>,
    /// By which key the server countersigned it.
    pub server_key: Option<String>,
    /// Whether it was put on paper, or can be on paper alone.
    pub on_paper: bool,
    /// The statement's digest, its beginning.
    pub digest: String,
    /// Why and since when it no longer holds.
    pub broken: Option<(String, String)>,
}

/// Which kind a signature is, in words (domain §8).
pub fn kind_label(method: Method) -> &'static str {
    match method {
        Method::Password => n_("电子确认（密码）"),
        Method::PasswordFactor => n_("电子确认（密码和验证码）"),
        Method::Passkey => n_("通行密钥签名"),
        Method::Paper => n_("纸面签字"),
    }
}

/// The cells for a purpose in a cycle: broken signatures first, then what holds or waits, owner before leader. `names`
/// are those of the two who are to sign, and whether they can on paper alone.
pub fn cells(
    locale: Locale,
    all: &[Signature],
    (cycle, purpose): (i32, Purpose),
    names: [(&str, bool); 2],
) -> Vec<Cell> {
    let mine = |s: &&Signature| s.cycle == cycle && s.purpose == purpose;
    let broken = all.iter().filter(mine).filter(|s| s.broken.is_some());
    let mut cells: Vec<Cell> = broken.map(|s| cell(locale, s)).collect();
    for (role, (name, on_paper)) in SignerRole::ALL.into_iter().zip(names) {
        cells.push(match standing(all, cycle, purpose, role) {
            Some(signature) => cell(locale, signature),
            None => Cell {
                role: role_label(role),
                name: name.to_owned(),
                declared: None,
                kind: None,
                at: String::new(),
                paper: None,
                server_key: None,
                on_paper,
                digest: String::new(),
                broken: None,
            },
        });
    }
    cells
}

/// The signer's name, with that of the leader in whose stead it was.
pub fn signer(locale: Locale, signature: &Signature) -> String {
    let leader = signature.stead.as_ref().map(|stead| stead.leader.as_str());
    in_stead(locale, &signature.signer_name, leader)
}

fn cell(locale: Locale, signature: &Signature) -> Cell {
    let moment = |at| {
        let day: NaiveDate = day_of(at);
        format!("{} {}", dates::full(locale, day), local(at).format("%H:%M"))
    };
    let digest = grouped(&hex::encode(&signature.sha256));
    Cell {
        role: role_label(signature.role),
        name: signer(locale, signature),
        declared: signature.stead.as_ref().map(|stead| stead.declared.clone()),
        kind: Some(kind_label(signature.method)),
        at: moment(signature.signed_at),
        paper: signature.paper.as_ref().map(|paper| {
            let scan = format!("/paper-signatures/{}/scan", signature.id);
            [
                dates::full(locale, paper.signed_on),
                paper.entered_by.clone(),
                scan,
            ]
        }),
        server_key: signature.countersigned_by.clone(),
        on_paper: signature.method == Method::Paper,
        digest: digest.chars().take(17).collect(),
        broken: signature
            .broken
            .as_ref()
            .map(|broken| (moment(broken.at), broken.reason.clone())),
    }
}

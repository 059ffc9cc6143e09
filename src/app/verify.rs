//! `verify`: checks a file of signatures offline.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{Failure, Report};
use crate::domain::signing::bundle::{self, Checked, PaperFound};
use crate::domain::signing::{Method, SignerRole};
use crate::kernel::digest::sha256;
use crate::kernel::locale::Locale;
use crate::kernel::messages::msg;

/// Says of each signature what it is and whether it holds; done when each does and a key shows it, broken ones included, and each countersignature is by
/// one of `trusted`, if any are named; and each scan that is given is one that was signed on.
pub(super) fn verify(
    file: &Path,
    trusted: &[String],
    scans: &[PathBuf],
    locale: Locale,
) -> Result<Report, Failure> {
    let bytes = std::fs::read(file)?;
    let checked =
        bundle::check(&bytes).map_err(|error| Failure::say(msg("不是核对文件：{0}").with(error)))?;
    let foreign = |one: &Checked| {
        let known = one.server_key.as_ref().is_some_and(|key| trusted.contains(key));
        !trusted.is_empty() && !known
    };
    let scans = scans.iter().map(|path| {
        let digest = hex::encode(sha256(&std::fs::read(path)?));
        Ok((path.display().to_string(), digest))
    });
    let scans: Vec<(String, String)> = scans.collect::<Result<_, std::io::Error>>()?;
    let stray = strays(&checked, &scans);
    let done = !checked.is_empty()
        && stray.is_empty()
        && checked
            .iter()
            .all(|one| one.wrong.is_none() && !foreign(one) && is_shown(one));
    let mut lines: Vec<_> = checked
        .iter()
        .map(|one| line(one, foreign(one), (trusted, &scans), locale))
        .collect();
    for (name, digest) in &stray {
        lines.push(locale.tf("扫描件 {0} 不是这里哪一个签字的：SHA-256 {1}", &[name, digest]));
    }
    let text = if lines.is_empty() {
        locale.t("文件里没有签字。").to_owned()
    } else {
        lines.join("\n")
    };
    let json = checked
        .iter()
        .map(|one| document(one, foreign(one), (trusted, &scans)));
    Ok(Report {
        text,
        json: Value::Array(json.collect()),
        done,
    })
}

/// Whether somebody's key shows it: that of the signer's device, or that of the server. Digests alone anybody can compute anew.
fn is_shown(one: &Checked) -> bool {
    one.server_key.is_some() || one.method == Method::Passkey
}

/// Keys that are trusted, and scans that are given, each with its digest.
type Beside<'a> = (&'a [String], &'a [(String, String)]);

/// Scans that are none of these signatures'.
fn strays(checked: &[Checked], scans: &[(String, String)]) -> Vec<(String, String)> {
    let signed = |digest: &String| {
        let mut papers = checked.iter().filter_map(|one| one.paper.as_ref());
        papers.any(|paper| paper.scan_sha256 == *digest)
    };
    let strays = scans.iter().filter(|(_, digest)| !signed(digest));
    strays.cloned().collect()
}

/// Whether the server countersigned what broke it, by a key that is trusted where any are named.
fn break_is_shown(one: &Checked, trusted: &[String]) -> bool {
    let key = one.broken_key.as_ref();
    key.is_some_and(|key| trusted.is_empty() || trusted.contains(key))
}

/// What is said of a signature on paper.
fn paper(one: &PaperFound, scans: &[(String, String)], locale: Locale) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(day) = one.signed_on {
        said.push(locale.tf("纸上日期 {0}", &[&day]));
    }
    if let Some(who) = &one.entered_by {
        said.push(locale.tf("由 {0} 录入", &[who]));
    }
    if one.signed_on.is_some() && !one.proven {
        said.push(locale.t("日期和录入人是文件说的，没有会签").to_owned());
    }
    said.push(locale.tf("扫描件 SHA-256 {0}", &[&one.scan_sha256]));
    if scans.iter().any(|(_, digest)| *digest == one.scan_sha256) {
        said.push(locale.t("与给出的扫描件一致").to_owned());
    }
    said
}

fn line(one: &Checked, foreign: bool, (trusted, scans): Beside<'_>, locale: Locale) -> String {
    let verdict = match (one.wrong, foreign) {
        (Some(wrong), _) => locale.tf("不成立：{0}", &[&wrong]),
        (None, true) => locale.t("不成立：会签密钥不在给定的之列").to_owned(),
        (None, false) if !is_shown(one) => locale
            .t("不能证实：没有会签，也不是通行密钥签的，谁都可以编出来")
            .to_owned(),
        (None, false) => locale.t("成立").to_owned(),
    };
    let role = match one.role {
        SignerRole::Owner => locale.t("干部本人"),
        SignerRole::Leader => locale.t("分管领导"),
    };
    let method = match one.method {
        Method::Password => locale.t("电子确认（密码）"),
        Method::PasswordFactor => locale.t("电子确认（密码和验证码）"),
        Method::Passkey => locale.t("通行密钥签名"),
        Method::Paper => locale.t("纸面签字"),
    };
    let server = match &one.server_key {
        Some(key) => locale.tf("服务器会签，密钥 {0}", &[key]),
        None => locale.t("没有服务器会签").to_owned(),
    };
    let mut parts = vec![
        one.number.clone(),
        match &one.named {
            Some(named) => locale.tf(
                "{0} {1}（表中写的是 {2}，后来由这一位接任）",
                &[&role, &one.signer, named],
            ),
            None => format!("{role} {}", one.signer),
        },
        method.to_owned(),
        one.signed_at.clone(),
        format!("SHA-256 {}", one.sha256),
    ];
    parts.extend(one.origin.clone());
    parts.push(server);
    if let Some(found) = &one.paper {
        parts.extend(paper(found, scans, locale));
    }
    match (&one.broken, &one.broken_key) {
        (Some(why), Some(key)) if break_is_shown(one, trusted) => {
            parts.push(locale.tf("后来失效，有会签，密钥 {0}：{1}", &[key, why]));
        }
        (Some(why), _) => parts.push(locale.tf("文件说后来失效：{0}", &[why])),
        (None, _) => {}
    }
    format!("{verdict} · {}", parts.join(" · "))
}

fn document(one: &Checked, foreign: bool, (trusted, scans): Beside<'_>) -> Value {
    let paper = one.paper.as_ref().map(|paper| {
        let given = scans.iter().any(|(_, digest)| *digest == paper.scan_sha256);
        json!({"scan_sha256": paper.scan_sha256, "signed_on": paper.signed_on, "entered_by": paper.entered_by,
            "proven": paper.proven, "scan_given": given})
    });
    json!({"number": one.number, "role": one.role, "signer": one.signer, "named": one.named, "method": one.method.code(),
        "signed_at": one.signed_at, "origin": one.origin, "server_key": one.server_key, "broken": one.broken, "sha256": one.sha256,
        "broken_proven": one.broken.as_ref().map(|_| break_is_shown(one, trusted)), "paper": paper,
        "wrong": one.wrong.or(foreign.then_some("the server's key is none of those given")),
        "holds": one.wrong.is_none() && !foreign && is_shown(one)})
}

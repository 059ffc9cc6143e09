//! `verify`: checks a file of signatures offline.

use std::path::Path;

use serde_json::{Value, json};

use super::{Failure, Report};
use crate::domain::signing::bundle::{self, Checked};
use crate::domain::signing::{Method, SignerRole};
use crate::kernel::locale::Locale;
use crate::kernel::messages::msg;

/// Says of each signature what it is and whether it holds; done when each does and a key shows it, broken ones included, and each countersignature is by
/// one of `trusted`, if any are named.
pub(super) fn verify(file: &Path, trusted: &[String], locale: Locale) -> Result<Report, Failure> {
    let bytes = std::fs::read(file)?;
    let checked =
        bundle::check(&bytes).map_err(|error| Failure::say(msg("不是核对文件：{0}").with(error)))?;
    let foreign = |one: &Checked| {
        let known = one.server_key.as_ref().is_some_and(|key| trusted.contains(key));
        !trusted.is_empty() && !known
    };
    let done = !checked.is_empty()
        && checked
            .iter()
            .all(|one| one.wrong.is_none() && !foreign(one) && is_shown(one));
    let lines: Vec<_> = checked
        .iter()
        .map(|one| line(one, foreign(one), locale))
        .collect();
    let text = if lines.is_empty() {
        locale.t("文件里没有签字。").to_owned()
    } else {
        lines.join("\n")
    };
    let json = checked.iter().map(|one| document(one, foreign(one)));
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

fn line(one: &Checked, foreign: bool, locale: Locale) -> String {
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
        format!("{role} {}", one.signer),
        method.to_owned(),
        one.signed_at.clone(),
        format!("SHA-256 {}", one.sha256),
    ];
    parts.extend(one.origin.clone());
    parts.push(server);
    if let Some(why) = &one.broken {
        parts.push(locale.tf("文件说后来失效：{0}", &[why]));
    }
    format!("{verdict} · {}", parts.join(" · "))
}

fn document(one: &Checked, foreign: bool) -> Value {
    json!({"number": one.number, "role": one.role, "signer": one.signer, "method": one.method.code(),
        "signed_at": one.signed_at, "origin": one.origin, "server_key": one.server_key, "broken": one.broken, "sha256": one.sha256,
        "wrong": one.wrong.or(foreign.then_some("the server's key is none of those given")),
        "holds": one.wrong.is_none() && !foreign && is_shown(one)})
}

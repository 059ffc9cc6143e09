//! Checks the file: from its bytes alone.

use chrono::NaiveDate;

use super::{Bundle, Entry, KIND, ServerKey};
use crate::domain::accounts::passkeys::assertion::{Asked, check as check_assertion};
use crate::domain::signing::{Method, Sheet, SignerRole};
use crate::kernel::digest::{canonical, sha256, sm3};

/// What was found of one signature.
#[derive(Debug, PartialEq, Eq)]
pub struct Checked {
    /// The problem's number, as signed.
    pub number: String,
    /// SHA-256 of the statement, in hexadecimal.
    pub sha256: String,
    /// As what it was put.
    pub role: SignerRole,
    /// By whom, as the statement, the binding, or what was declared in another's stead, names them.
    pub signer: String,
    /// Whom the statement names as the leader in charge, where another came after them and signed.
    pub named: Option<String>,
    /// In which way.
    pub method: Method,
    /// When, as countersigned.
    pub signed_at: String,
    /// The site on which a passkey signed.
    pub origin: Option<String>,
    /// By which key the server countersigned; none where it did not.
    pub server_key: Option<String>,
    /// Of one on paper, what the file says of it.
    pub paper: Option<PaperFound>,
    /// Why it lost its force, as the file says.
    pub broken: Option<String>,
    /// By which key the server countersigned that; none where nothing proves it.
    pub broken_key: Option<String>,
    /// What is wrong, in English; none when all of it holds.
    pub wrong: Option<&'static str>,
}

/// What was found of a signature on paper.
#[derive(Debug, PartialEq, Eq)]
pub struct PaperFound {
    /// SHA-256 of the scan, in hexadecimal.
    pub scan_sha256: String,
    /// The date on the paper.
    pub signed_on: Option<NaiveDate>,
    /// Name of who entered it, as the file says.
    pub entered_by: Option<String>,
    /// Whether the server countersigned the date, and by which account it was entered.
    pub proven: bool,
}

/// Checks each signature of a file.
///
/// # Errors
/// When it is no such file.
pub fn check(bytes: &[u8]) -> Result<Vec<Checked>, serde_json::Error> {
    use serde::de::Error as _;
    let bundle: Bundle = serde_json::from_slice(bytes)?;
    if bundle.kind != KIND || bundle.version != 1 {
        return Err(serde_json::Error::custom("another kind of file"));
    }
    let checked = bundle
        .signatures
        .iter()
        .map(|entry| one(entry, &bundle.server_keys));
    checked.collect()
}

/// What the binding says; the rest of it is covered by its digest.
#[derive(serde::Deserialize)]
struct Bound {
    kind: String,
    statement_sha256: String,
    signer: uuid::Uuid,
    role: SignerRole,
    signed_as: Option<String>,
    declared: Option<String>,
    wording_version: i32,
}

fn one(entry: &Entry, keys: &[ServerKey]) -> Result<Checked, serde_json::Error> {
    use serde::de::Error as _;
    let sheet = Sheet::read(entry.statement.clone())?;
    let bound: Bound = serde_json::from_value(entry.binding.clone())?;
    let method = Method::from_code(&entry.method);
    let method = method.ok_or_else(|| serde_json::Error::custom("a way to sign that is not known"))?;
    let statement = &sheet.statement;
    let named = match (bound.role, &statement.leader) {
        (SignerRole::Owner, _) => Some(match &bound.signed_as {
            // For a body, its principal.
            Some(principal) => format!("{} {principal}", statement.owner.name),
            None => statement.owner.name.clone(),
        }),
        (SignerRole::Leader, Some(leader)) if leader.id.0 == bound.signer => Some(leader.name.clone()),
        (SignerRole::Leader, _) => bound.signed_as.as_ref().or(bound.declared.as_ref()).cloned(),
    };
    let came_after = bound.role == SignerRole::Leader && bound.signed_as.is_some();
    let leader = statement.leader.as_ref().filter(|_| came_after);
    let wrong = [
        digests(entry),
        binding(entry, &bound, statement.wording.version),
        passkey(entry, method),
        countersignature(entry, keys),
        paper(entry, method),
        breaking(entry, keys),
    ];
    let countersigned = entry.countersignature.as_ref();
    Ok(Checked {
        number: statement.problem.number.clone(),
        sha256: entry.sha256.clone(),
        role: bound.role,
        signer: named.unwrap_or_else(|| bound.signer.to_string()),
        named: leader.map(|leader| leader.name.clone()),
        method,
        signed_at: entry.signed_at.clone(),
        origin: entry.passkey.as_ref().map(|passkey| passkey.origin.clone()),
        server_key: countersigned.map(|one| one.signed.key.clone()),
        paper: entry.paper.as_ref().map(|paper| PaperFound {
            scan_sha256: paper.scan_sha256.clone(),
            signed_on: paper.signed_on,
            entered_by: paper.entered_by.as_ref().map(|by| by.name.clone()),
            proven: countersigned.is_some_and(|one| one.signed.signed_on.is_some()),
        }),
        broken: entry.broken.as_ref().map(|broken| broken.reason.clone()),
        broken_key: entry.broken.as_ref().and_then(|broken| {
            let sealed = broken.countersignature.as_ref();
            sealed.map(|one| one.signed.key.clone())
        }),
        wrong: wrong.into_iter().find_map(Result::err),
    })
}

fn rule(holds: bool, wrong: &'static str) -> Result<(), &'static str> {
    if holds { Ok(()) } else { Err(wrong) }
}

fn digests(entry: &Entry) -> Result<(), &'static str> {
    let text = entry.statement.as_bytes();
    rule(
        entry.sha256 == hex::encode(sha256(text)) && entry.sm3 == hex::encode(sm3(text)),
        "the statement does not have its digests",
    )
}

fn binding(entry: &Entry, bound: &Bound, wording: i32) -> Result<(), &'static str> {
    let text = canonical(&entry.binding).map_err(|_| "the binding can't be read")?;
    rule(
        entry.binding_sha256 == hex::encode(sha256(text.as_bytes())),
        "the binding does not have its digest",
    )?;
    rule(
        bound.kind == super::super::binding::KIND
            && bound.statement_sha256 == entry.sha256
            && bound.wording_version == wording,
        "the binding is not of this statement",
    )
}

fn passkey(entry: &Entry, method: Method) -> Result<(), &'static str> {
    let Some(passkey) = &entry.passkey else {
        return rule(method != Method::Passkey, "what the passkey answered is missing");
    };
    rule(
        method == Method::Passkey,
        "a passkey's answer, but not signed by one",
    )?;
    let challenge = match &passkey.together {
        None => hex::decode(&entry.binding_sha256).map_err(|_| "the binding does not have its digest")?,
        Some(together) if together.has(&entry.binding_sha256) => {
            let digest = together.digest();
            digest
                .map_err(|_| "what was signed together can't be read")?
                .to_vec()
        }
        Some(_) => return Err("the binding is not among those that were signed together"),
    };
    let asked = Asked {
        rp_id: &passkey.rp_id,
        origin: &passkey.origin,
        challenge: &challenge,
        key: &passkey.public_key,
        counter: None,
    };
    let held = check_assertion(&passkey.assertion, &asked);
    held.map(|_| ())
        .map_err(|_| "the passkey did not sign this binding")
}

/// The server's key of this id, and its signature.
fn key_and(keys: &[ServerKey], id: &str, signature: &str) -> Result<(Vec<u8>, Vec<u8>), &'static str> {
    let key = keys.iter().find(|key| key.id == id);
    let key = key.and_then(|key| hex::decode(&key.public_key).ok());
    key.zip(hex::decode(signature).ok())
        .ok_or("the server's key is missing")
}

/// What is said of the paper is what the server countersigned, as far as it did.
fn paper(entry: &Entry, method: Method) -> Result<(), &'static str> {
    let Some(paper) = &entry.paper else {
        let dated = entry.countersignature.as_ref();
        let dated = dated.is_some_and(|one| one.signed.signed_on.is_some());
        return rule(!dated, "what the server countersigned of the paper is missing");
    };
    rule(method == Method::Paper, "a scan, but not signed on paper")?;
    let Some(countersigned) = &entry.countersignature else {
        return Ok(());
    };
    let signed = &countersigned.signed;
    let account = paper.entered_by.as_ref().map(|by| by.account);
    let same = signed.basis_sha256.as_ref() == Some(&paper.scan_sha256)
        && (signed.signed_on.is_none() || signed.signed_on == paper.signed_on)
        && (signed.entered_by.is_none() || signed.entered_by == account);
    rule(same, "the server countersigned another paper")
}

/// What broke it is what the server countersigned, where it did.
fn breaking(entry: &Entry, keys: &[ServerKey]) -> Result<(), &'static str> {
    let Some(broken) = &entry.broken else {
        return Ok(());
    };
    let Some(countersigned) = &broken.countersignature else {
        return Ok(());
    };
    let signed = &countersigned.signed;
    let (key, signature) = key_and(keys, &signed.key, &countersigned.signature)?;
    rule(
        signed.is_signed_by(&key, &signature)
            && signed.binding_sha256 == entry.binding_sha256
            && signed.broken_at == broken.at
            && signed.reason_sha256 == hex::encode(sha256(broken.reason.as_bytes())),
        "the server's countersignature of what broke it does not hold",
    )
}

fn countersignature(entry: &Entry, keys: &[ServerKey]) -> Result<(), &'static str> {
    let Some(countersigned) = &entry.countersignature else {
        return Ok(());
    };
    let signed = &countersigned.signed;
    let (key, signature) = key_and(keys, &signed.key, &countersigned.signature)?;
    rule(
        signed.is_signed_by(&key, &signature),
        "the server's countersignature does not hold",
    )?;
    let assertion = entry
        .passkey
        .as_ref()
        .map(|passkey| hex::encode(passkey.assertion.digest()));
    rule(
        signed.binding_sha256 == entry.binding_sha256
            && signed.method == entry.method
            && signed.signed_at == entry.signed_at
            && signed.assertion_sha256 == assertion,
        "the server countersigned something else",
    )
}

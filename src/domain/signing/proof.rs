//! That the signer was just confirmed. Verbs that sign ask for it by value: signing without confirming does not
//! compile, and one confirmation serves one signature, or each statement of one sheet once.

use std::sync::Arc;

use chrono::NaiveDate;

use super::countersign::Countersigner;
use super::{Method, SigningError, Together};
use crate::domain::accounts::passkeys::{self, Answer, Asserted, Site};
use crate::domain::accounts::password::Passwords;
use crate::domain::accounts::session::Asked;
use crate::domain::accounts::{self, AccountError, factor};
use crate::domain::ledger::Act;
use crate::kernel::digest::{Digest, random32, sha256};
use crate::platform::db::Tx;

/// A fresh confirmation of whoever acts, and by which key the server countersigns what it is for.
#[derive(Debug)]
pub struct Proof {
    pub(super) method: Method,
    pub(super) nonce: Digest,
    pub(super) asserted: Option<(Asserted, Party)>,
    pub(super) basis: Option<Digest>,
    /// The date on the paper, where it was entered from one.
    pub(super) signed_on: Option<NaiveDate>,
    pub(super) server: Option<Arc<Countersigner>>,
    /// Of a sheet with several statements: the one that this serves, and what was signed together with it.
    share: Option<(Digest, Together)>,
}

/// The site on which a passkey signed.
#[derive(Clone, Debug)]
pub(super) struct Party {
    pub(super) rp_id: String,
    pub(super) origin: String,
}

impl Proof {
    /// The actor's password, typed again, and a code of their second factor if they have one: 电子确认.
    ///
    /// # Errors
    /// [`AccountError::Denied`], [`AccountError::CodeDenied`] and [`AccountError::Locked`] after counting the failure, which lasts
    /// only if the caller commits; [`AccountError::Busy`].
    pub async fn by_password(
        tx: &mut Tx,
        act: &mut Act,
        (passwords, server): (&Passwords, Option<Arc<Countersigner>>),
        session: &Asked<'_>,
        (password, code): (String, &str),
    ) -> Result<Self, AccountError> {
        accounts::actions::confirm_again(tx, act, passwords, password).await?;
        let with_code = factor::actions::confirm_again_with(tx, act, session, code).await?;
        let method = if with_code {
            Method::PasswordFactor
        } else {
            Method::Password
        };
        Ok(Self::of(method, server))
    }

    /// One of the actor's passkeys, which signed what [`super::actions::ask`] bound: the very statement that was shown, as this signer.
    ///
    /// # Errors
    /// As [`passkeys::asserted`].
    pub async fn by_passkey(
        tx: &mut Tx,
        act: &mut Act,
        (site, server): (&Site, Option<Arc<Countersigner>>),
        answer: &Answer,
    ) -> Result<Self, AccountError> {
        let asserted = passkeys::asserted(tx, act, site, answer).await?;
        let party = Party {
            rp_id: site.rp_id().to_owned(),
            origin: site.origin().to_owned(),
        };
        Ok(Self {
            nonce: asserted.nonce,
            asserted: Some((asserted, party)),
            ..Self::of(Method::Passkey, server)
        })
    }

    /// For invented people of a demonstration, whom nobody can ask for a password.
    pub fn of_demonstration() -> Self {
        Self::of(Method::Password, None)
    }

    /// Of a signature on paper, which a scan shows.
    pub(super) fn on_paper(basis: Digest, server: Option<Arc<Countersigner>>) -> Self {
        Self {
            basis: Some(basis),
            ..Self::of(Method::Paper, server)
        }
    }

    /// The same of one that is entered here, with the date on it.
    pub(super) fn entered(basis: Digest, signed_on: NaiveDate, server: Option<Arc<Countersigner>>) -> Self {
        Self {
            signed_on: Some(signed_on),
            ..Self::on_paper(basis, server)
        }
    }

    fn of(method: Method, server: Option<Arc<Countersigner>>) -> Self {
        Self {
            method,
            nonce: random32(),
            asserted: None,
            basis: None,
            signed_on: None,
            server,
            share: None,
        }
    }

    /// A proof for each of the `statements` of one sheet, by their digests, in the order of the `bindings` that they are signed in; each
    /// serves that statement alone.
    ///
    /// # Errors
    /// [`SigningError::Changed`] when a passkey signed something else.
    pub(super) fn divided(
        self,
        statements: &[Digest],
        bindings: &[Digest],
    ) -> Result<Vec<Self>, SigningError> {
        let together = Together::of(bindings);
        let asserted = self.asserted.as_ref();
        let digest = together.digest()?;
        if asserted.is_some_and(|(asserted, _)| asserted.challenge != digest) {
            return Err(SigningError::Changed);
        }
        let share = |statement: &Digest| Self {
            nonce: nonce_of(&self.nonce, statement),
            asserted: self.asserted.clone(),
            share: Some((*statement, together.clone())),
            basis: self.basis,
            ..Self::of(self.method, self.server.clone())
        };
        Ok(statements.iter().map(share).collect())
    }

    /// Whether it confirms this binding of this statement: whatever was typed, or what the signer's device signed.
    ///
    /// # Errors
    /// Never in practice; the serialiser's own otherwise.
    pub(super) fn confirms(&self, statement: &Digest, binding: &Digest) -> Result<bool, serde_json::Error> {
        let signed = match (&self.asserted, &self.share) {
            (None, _) => true,
            (Some((asserted, _)), None) => asserted.challenge == *binding,
            (Some((asserted, _)), Some((_, together))) => {
                together.has(&hex::encode(binding)) && asserted.challenge == together.digest()?
            }
        };
        let serves = self.share.as_ref().is_none_or(|(own, _)| own == statement);
        Ok(signed && serves)
    }

    /// What a passkey signed beside this binding, as it is kept.
    ///
    /// # Errors
    /// As [`Self::confirms`].
    pub(super) fn together(&self) -> Result<Option<String>, serde_json::Error> {
        let share = self.share.as_ref().filter(|_| self.asserted.is_some());
        share.map(|(_, together)| together.text()).transpose()
    }
}

/// The nonce of one statement on a sheet: from the one that was drawn for the sheet, and the statement's digest.
pub(super) fn nonce_of(sheet: &Digest, statement: &Digest) -> Digest {
    sha256(&[sheet.as_slice(), statement.as_slice()].concat())
}

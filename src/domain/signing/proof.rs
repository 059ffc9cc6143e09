//! That the signer was just confirmed. Verbs that sign ask for it by value: signing without confirming does not
//! compile, and one confirmation serves one signature.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Method;
use super::countersign::Countersigner;
use crate::domain::accounts::passkeys::{self, Answer, Asserted, Site};
use crate::domain::accounts::password::Passwords;
use crate::domain::accounts::session::Asked;
use crate::domain::accounts::{self, AccountError, factor};
use crate::domain::ledger::Act;
use crate::kernel::digest::{Digest, random32};
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
        }
    }

    /// The digest that the signer's device signed: the binding must have it.
    pub(super) fn signed(&self) -> Option<Digest> {
        self.asserted.as_ref().map(|(asserted, _)| asserted.challenge)
    }
}

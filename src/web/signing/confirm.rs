//! That the signer is who they are: the password typed again, or a passkey's answer; and what is said when they could not be confirmed.

use super::view::Wrong;
use crate::domain::accounts::AccountError;
use crate::domain::accounts::factor::GRACE;
use crate::domain::accounts::passkeys::Answer;
use crate::domain::accounts::session::Asked;
use crate::domain::ledger::Act;
use crate::domain::signing::Proof;
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, msg};

/// What the form that signs says of the signer.
pub(super) struct Confirmation {
    pub(super) password: String,
    /// The code of the second factor.
    pub(super) factor: String,
    /// Which question a passkey answered.
    pub(super) token: String,
    /// What it answered; empty where the password was typed.
    pub(super) credential: String,
}

impl Confirmation {
    pub(super) fn is_by_passkey(&self) -> bool {
        !self.credential.is_empty()
    }

    pub(super) async fn prove(self, can: &mut Visit, act: &mut Act) -> Result<Proof, AccountError> {
        let app = can.app.clone();
        let server = app.countersigner();
        if self.is_by_passkey() {
            let site = app.site().ok_or(AccountError::Unknown("public address"))?;
            let answer = Answer {
                token: self.token,
                credential: self.credential,
            };
            return Proof::by_passkey(&mut can.tx, act, (site, server), &answer).await;
        }
        let asked = Asked {
            token: &can.token,
            factor_at: can.session.factor_at,
        };
        let with = (app.passwords(), server);
        Proof::by_password(&mut can.tx, act, with, &asked, (self.password, &self.factor)).await
    }
}

/// In which ways the visitor may sign.
pub(super) fn ways(can: &Visit) -> super::view::Ways {
    let (session, site) = (&can.session, can.app.site());
    let fresh = session.factor_at.is_some_and(|at| can.now - at < GRACE);
    super::view::Ways {
        code: session.codes && !fresh,
        origin: site.map(|site| site.origin().to_owned()),
        passkeys: session.passkeys > 0,
    }
}

/// What is said of it. Nothing was signed.
pub(super) fn wrong(error: AccountError, by_passkey: bool) -> Result<Wrong, Error> {
    let mut wrong = Wrong::default();
    match (error, by_passkey) {
        (AccountError::Denied, false) => wrong.password = Some(msg("密码不对，没有签字。")),
        (AccountError::Locked, false) => {
            wrong.password = Some(msg("密码错的次数太多，10 分钟内不能签字。没有签字。"));
        }
        (AccountError::CodeDenied, _) => {
            wrong.code = Some(msg("验证码不对，或已经用过，没有签字。"));
        }
        (AccountError::Denied, true) => wrong.passkey = Some(msg("通行密钥没有通过核对，没有签字。")),
        (AccountError::Locked, true) => {
            wrong.passkey = Some(msg("失败次数太多，10 分钟内不能签字。没有签字。"));
        }
        (AccountError::Unknown(_), true) => {
            wrong.passkey = Some(msg("等得太久，或这次确认已经用过，没有签字。请再试一次。"));
        }
        (AccountError::Copied, _) => {
            wrong.passkey = Some(msg(
                "这个通行密钥的使用次数倒退了，可能被复制过，没有签字。请用密码签字，并在“我的账号”里删除它。",
            ));
        }
        (other, _) => return Err(other.into()),
    }
    Ok(wrong)
}

//! The two dual signatures.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::city::Actor;
use super::life::Life;
use crate::demo::load::DemoError;
use crate::domain::lists::State;
use crate::domain::rectification::State as Rectification;
use crate::domain::signing::statement::Named;
use crate::domain::signing::{Binding, Method, Purpose, Sheet, Signer, SignerRole, statement_of};
use crate::kernel::digest::{canonical, sha256, sm3};

impl Life<'_> {
    pub(super) fn claim(&mut self, at: DateTime<Utc>, leads: bool) -> Result<(), DemoError> {
        let sheet = match self.claim.take() {
            Some(sheet) => sheet,
            None => self.sheet(Purpose::Claim)?,
        };
        let act = self.sign(at, &sheet, leads)?;
        let state = if leads {
            State::Claimed
        } else {
            State::AwaitingLeader
        };
        self.problem.enter(state, Vec::new())?;
        if leads {
            self.problem.claimed_at = Some(at);
            self.problem.rectification = Some(Rectification::ToDo.code().to_owned());
        }
        self.advance(at);
        if leads {
            let data = json!({"revision": self.problem.revision, "due_on": self.problem.due_on,
                "sha256": hex::encode(sheet.sha256)});
            self.record(at, (act.0, 1), Some(act.1), "problem.claimed", &data);
        }
        self.claim = Some(sheet);
        Ok(())
    }

    fn sheet(&self, purpose: Purpose) -> Result<Sheet, DemoError> {
        let content = self.content.clone().ok_or("nothing was submitted")?;
        let leader = self.owner.leader.as_ref().map(|(leader, name)| Named {
            id: leader.person,
            name: name.clone(),
        });
        let tenant = self.city.tenant.clone();
        let mut statement = statement_of(
            purpose,
            tenant,
            &self.problem,
            leader,
            (content, &self.city.terms),
        );
        if purpose == Purpose::Complete {
            statement.outcome = self.completion.as_ref().map(|(_, outcome)| outcome.clone());
            statement.claim_sha256 = self.claim.as_ref().map(|claim| hex::encode(claim.sha256));
        }
        let text = canonical(&statement)?;
        Ok(Sheet {
            statement,
            sha256: sha256(text.as_bytes()),
            sm3: sm3(text.as_bytes()),
            text,
        })
    }

    /// A signature with its event. Gives the act and who acted.
    fn sign(&mut self, at: DateTime<Utc>, sheet: &Sheet, leads: bool) -> Result<(Uuid, Actor), DemoError> {
        let leader = self.owner.leader.as_ref().map(|(leader, _)| *leader);
        let (actor, role) = if leads {
            (leader, SignerRole::Leader)
        } else {
            (self.owner.actor, SignerRole::Owner)
        };
        let actor = actor.ok_or("nobody to sign")?;
        let (id, nonce) = (self.ids.uuid(at), self.ids.bytes32());
        let hex_nonce = hex::encode(nonce);
        let signer = Signer {
            person: actor.person,
            role,
            stead: None,
            signed_as: self.owner.signed_as.clone().filter(|_| !leads),
        };
        let binding = Binding::new(sheet, &signer, &hex_nonce).digest()?;
        let (purpose, wording) = (sheet.statement.purpose, sheet.statement.wording.version);
        self.tables.signatures.line(&[
            &self.city.tenant.id.0,
            &id,
            &self.problem.id.0,
            &self.problem.cycle,
            &self.problem.revision,
            &purpose.code(),
            &role.code(),
            &actor.person.0,
            &None::<Uuid>,
            &actor.account.0,
            &Method::Password.code(),
            &wording,
            &sheet.text,
            &sheet.sha256,
            &sheet.sm3,
            &nonce,
            &binding,
            &at,
            &signer.signed_as,
        ]);
        if purpose == Purpose::Complete {
            self.completing.push(id);
        }
        let data = json!({"signature": id, "purpose": purpose, "role": role, "method": Method::Password.code(),
            "cycle": self.problem.cycle, "revision": self.problem.revision, "sha256": hex::encode(sheet.sha256),
            "sm3": hex::encode(sheet.sm3), "binding": hex::encode(binding)});
        let act = self.act(at);
        self.record(at, (act, 0), Some(actor), "signature.put", &data);
        Ok((act, actor))
    }

    pub(super) fn sign_done(&mut self, at: DateTime<Utc>, leads: bool) -> Result<(), DemoError> {
        let sheet = match self.complete.take() {
            Some(sheet) => sheet,
            None => self.sheet(Purpose::Complete)?,
        };
        let act = self.sign(at, &sheet, leads)?;
        if leads {
            self.problem.cosigned_at = Some(at);
            self.rectify(at, Rectification::AwaitingCheck);
            let data = json!({"cycle": self.problem.cycle, "sha256": hex::encode(sheet.sha256)});
            self.record(at, (act.0, 1), Some(act.1), "rectification.cosigned", &data);
        } else {
            self.rectify(at, Rectification::AwaitingLeader);
        }
        self.complete = Some(sheet);
        Ok(())
    }
}

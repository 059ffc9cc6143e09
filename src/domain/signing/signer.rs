//! Who signs a sheet, and as whom the signature names them.

use super::stead::InStead;
use super::{Sheet, SignerRole};
use crate::domain::people;
use crate::kernel::ids::{OwnerId, PersonId};
use crate::platform::db::{DbError, Tx};

/// Whoever signs, in which role, in whose stead.
#[derive(Clone, Debug)]
pub struct Signer {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: SignerRole,
    /// By which order in another's stead.
    pub stead: Option<InStead>,
    /// Name and title, where neither the statement nor what is declared of the stead says them.
    pub signed_as: Option<String>,
}

impl Signer {
    /// Of this sheet.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(
        tx: &mut Tx,
        sheet: &Sheet,
        (person, role): (PersonId, SignerRole),
        stead: Option<InStead>,
    ) -> Result<Self, DbError> {
        let signed_as = if stead.is_some() || is_named(sheet, person, role) {
            None
        } else {
            people::store::name_and_title(tx, person).await?
        };
        Ok(Self {
            person,
            role,
            stead,
            signed_as,
        })
    }
}

/// Whether the statement names this person in this role: not the principal of a body, nor a leader who came after the owner signed.
fn is_named(sheet: &Sheet, person: PersonId, role: SignerRole) -> bool {
    let statement = &sheet.statement;
    match role {
        SignerRole::Owner => statement.owner.id == OwnerId::from(person),
        SignerRole::Leader => statement
            .leader
            .as_ref()
            .is_some_and(|leader| leader.id == person),
    }
}

//! Whose the rows become that are pasted.

use super::body::BodyToFile;
use super::enter::PersonToEnter;
use super::new::Whose;
use crate::domain::likeness::store as texts;
use crate::domain::people;
use crate::kernel::text::code_text;
use crate::web::shell::Error;
use crate::web::shell::access::Visit;

/// Whose rows they become.
pub(super) struct Owner {
    pub(super) whose: Whose,
    pub(super) name: String,
    pub(super) staff_no: String,
    pub(super) to: String,
    pub(super) home: &'static str,
}

/// The visitor themself.
pub(super) async fn own(can: &mut Visit) -> Result<Owner, Error> {
    let person = can.actor.person.ok_or(Error::Forbidden)?;
    let person = people::store::find(&mut can.tx, person).await?;
    let person = person.ok_or(Error::NotFound)?;
    Ok(Owner {
        whose: Whose::Own,
        name: person.name,
        staff_no: person.staff_no,
        to: "/problems/paste".to_owned(),
        home: "/my",
    })
}

impl From<&BodyToFile> for Owner {
    fn from(filing: &BodyToFile) -> Self {
        Self {
            whose: Whose::Body(filing.body.id),
            name: filing.body.name.clone(),
            staff_no: String::new(),
            to: format!("/bodies/{}/problems/paste", filing.body.id),
            home: "/bodies",
        }
    }
}

impl From<&PersonToEnter> for Owner {
    fn from(entering: &PersonToEnter) -> Self {
        let person = &entering.person;
        Self {
            whose: Whose::Other(person.id),
            name: person.name.clone(),
            staff_no: person.staff_no.clone(),
            to: format!("/people/{}/problems/paste", person.id),
            home: "/entries",
        }
    }
}

impl Owner {
    /// Number and sentence of what is filed for them already, as far as the visitor may know it.
    pub(super) async fn titles(&self, can: &mut Visit) -> Result<Vec<(String, String)>, Error> {
        let owner = match self.whose {
            Whose::Own => can.actor.person.map(Into::into),
            Whose::Body(body) => Some(body.into()),
            Whose::Other(_) => None,
        };
        let Some(owner) = owner else {
            return Ok(Vec::new());
        };
        let there = texts::own(&mut can.tx, owner, None).await?;
        let each = there.into_iter();
        Ok(each.map(|one| (one.number, code_text(&one.text.title))).collect())
    }
}

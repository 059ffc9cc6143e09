//! Empty workbooks to fill in: the columns that the readers know, drop-downs of what they take, a sheet of explanations that they
//! pass over.

mod columns;
mod draw;

pub use draw::draw;

use super::Kind;
use crate::domain::campaigns::{self, Campaign, TermKind, Terms};
use crate::domain::units;
use crate::platform::db::{DbError, Tx};

/// What the drop-downs of a tenant offer.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Units that may stand above others.
    superiors: Vec<String>,
    /// Counties, departments and bodies.
    units: Vec<String>,
    /// Those below them.
    subunits: Vec<String>,
    terms: Terms,
}

impl Choices {
    /// Those of the tenant whose transaction this is.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(tx: &mut Tx, campaign: &Campaign) -> Result<Self, DbError> {
        let mut all = units::store::all(tx).await?;
        all.dedup_by(|next, unit| next.name == unit.name);
        let names = |wanted: fn(&str) -> bool| -> Vec<String> {
            let these = all.iter().filter(|unit| wanted(&unit.kind));
            these.map(|unit| unit.name.clone()).collect()
        };
        Ok(Self {
            superiors: names(|kind| kind != "subordinate" && kind != "body"),
            units: names(|kind| kind != "subordinate"),
            subunits: names(|kind| kind == "subordinate"),
            terms: campaigns::store::terms(tx, campaign.id).await?,
        })
    }

    fn terms(&self, kind: TermKind) -> Vec<String> {
        self.terms.open(kind).map(|term| term.code.clone()).collect()
    }
}

/// The name of the file, without its ending, and of the sheet.
pub fn name(kind: Kind) -> &'static str {
    use super::message::n_;
    match kind {
        Kind::Organisation => n_("机构名册"),
        Kind::Roster => n_("干部名册"),
        Kind::Lists => n_("五个清单"),
    }
}

//! What is found, and by which of its texts.

use super::pinyin;
use super::store::entries::Entry;
use super::store::subjects::{PersonText, ProblemText, UnitText};
use super::text::{Field, Terms};
use crate::domain::likeness;
use crate::domain::lists::{Content, Draft, State};

/// The five lists' texts in the order in which they are read: the sentence first.
fn texts(content: &Content) -> Vec<String> {
    let list4 = &content.responsibility;
    let mut texts = vec![content.title.clone(), content.manifestation.clone()];
    texts.extend(content.causes.iter().map(|cause| cause.text.clone()));
    for measure in &content.measures {
        texts.extend([measure.text.clone(), measure.goal.clone()]);
    }
    texts.push(content.duty.clone());
    texts.extend([&list4.person, &list4.unit, &list4.leader, &list4.cooperating].map(Clone::clone));
    texts.extend(content.ills.iter().chain(&content.nots).cloned());
    texts.extend([content.aspect.clone(), content.source.clone()]);
    texts
}

/// The same of a draft, as it was typed.
fn typed(draft: &Draft) -> Vec<String> {
    let mut texts = vec![draft.title.clone(), draft.manifestation.clone()];
    texts.extend(draft.causes.iter().map(|cause| cause.text.clone()));
    for measure in &draft.measures {
        texts.extend([measure.text.clone(), measure.goal.clone()]);
    }
    texts.extend([draft.duty.clone(), draft.cooperating.clone()]);
    texts.extend(draft.ills.iter().chain(&draft.nots).cloned());
    texts.extend([draft.aspect.clone(), draft.source.clone()]);
    texts
}

fn name(name: &str) -> Vec<Field> {
    let mut fields = vec![Field::anywhere(name)];
    fields.extend(pinyin::initials(name).into_iter().map(Field::anywhere));
    fields
}

impl ProblemText {
    /// What says whose it is, and nothing of what it says: this much is in lists of figures too.
    pub fn labels(&self) -> Vec<Field> {
        let mut fields = name(&self.owner);
        fields.extend([&self.number, &self.unit, &self.top].map(Field::anywhere));
        fields
    }

    /// What it says; the sentence first.
    pub fn texts(&self) -> Vec<Field> {
        let content = self.content.as_deref().and_then(|text| Content::read(text).ok());
        let texts = match (content, &self.draft) {
            (Some(content), _) => texts(&content),
            (None, Some(draft)) => typed(&Draft::read(draft)),
            (None, None) => Vec::new(),
        };
        texts.into_iter().map(Field::anywhere).collect()
    }

    /// Its prints, once more than its writers may know that it is there.
    fn prints(&self) -> Vec<i64> {
        let content = self.content.as_deref().and_then(|text| Content::read(text).ok());
        let draft = content.map(|content| Draft::of(&content)).unwrap_or_default();
        likeness::prints(draft.texts().into_iter().map(|(_, text)| text))
    }

    /// Its entry; none for what was taken out.
    pub(super) fn entry(&self, terms: Terms) -> Option<Entry> {
        if State::from_code(&self.state) == Some(State::Withdrawn) {
            return None;
        }
        let mut fields = self.labels();
        fields.extend(self.texts());
        Some(Entry {
            subject: self.id.0,
            // The newest first.
            place: -self.created_at.timestamp_micros(),
            campaign: Some(self.campaign),
            owner: Some(self.owner_id),
            leader: self.leader,
            unit: Some(self.top_unit),
            tier: Some(self.tier.clone()),
            submitted: self.revision > 0,
            entered_by: self.entered_by,
            terms: terms.of_fields(&fields),
            prints: self.prints(),
        })
    }
}

impl PersonText {
    /// What they are found by.
    pub fn fields(&self) -> Vec<Field> {
        let mut fields = name(&self.name);
        fields.push(Field::beginning(&self.staff_no));
        fields
    }

    pub(super) fn entry(&self, terms: Terms) -> Option<Entry> {
        let place = pinyin::place(&self.name);
        let entry = named(self.id.0, place, terms.of_fields(&self.fields()));
        (!self.withdrawn).then_some(Entry {
            unit: self.unit_id,
            ..entry
        })
    }
}

impl UnitText {
    /// What it is found by.
    pub fn fields(&self) -> Vec<Field> {
        name(&self.name)
    }

    pub(super) fn entry(&self, terms: Terms) -> Option<Entry> {
        let entry = named(self.id.0, self.sort_no.into(), terms.of_fields(&self.fields()));
        (!self.withdrawn).then_some(entry)
    }
}

fn named(subject: uuid::Uuid, place: i64, terms: Vec<i64>) -> Entry {
    Entry {
        subject,
        place,
        campaign: None,
        owner: None,
        leader: None,
        unit: None,
        tier: None,
        submitted: false,
        entered_by: None,
        terms,
        prints: Vec::new(),
    }
}

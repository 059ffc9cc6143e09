//! A pasted row, to be looked at.

use super::paste_view::RowView;
use crate::domain::lists::Draft;
use crate::domain::lists::fields::label;
use crate::kernel::messages::{Message, msg};
use crate::web::shell::Locale;

/// What the row becomes, field by field, in the order of the form.
pub(super) fn row(
    number: u32,
    draft: &Draft,
    (taken, note): (Option<bool>, Option<Message>),
    locale: Locale,
) -> RowView {
    let mut says: Vec<(String, String)> = Vec::new();
    let mut say = |key: &str, text: String| {
        if !text.trim().is_empty() {
            says.push((label(key).text(locale), text));
        }
    };
    say("manifestation", draft.manifestation.clone());
    say("ills", draft.ills.join("、"));
    say("nots", draft.nots.join("、"));
    say("aspect", draft.aspect.clone());
    say("source", draft.source.clone());
    say("duty", draft.duty.clone());
    for (n, cause) in draft.causes.iter().enumerate() {
        say(&format!("causes.{n}"), cause.text.clone());
    }
    for (n, measure) in draft.measures.iter().enumerate() {
        let parts = [&measure.text, &measure.goal, &measure.due];
        let said: Vec<&str> = parts
            .into_iter()
            .map(|part| part.trim())
            .filter(|part| !part.is_empty())
            .collect();
        say(&format!("measures.{n}"), said.join(" → "));
    }
    say("cooperating", draft.cooperating.clone());
    let due = if draft.immediate {
        locale.t("立行立改").to_owned()
    } else {
        draft.due.clone()
    };
    say("due", due);
    let unreadable = draft.title.trim().is_empty();
    RowView {
        row: number,
        title: draft.title.clone(),
        says,
        taken,
        note: note.or_else(|| unreadable.then(|| msg("没有写问题，先存为草稿也可以"))),
    }
}

//! Five lists put together from phrases.

use chrono::{Days, NaiveDate};

use super::phrases as p;
use super::random::Random;
use crate::domain::campaigns::defaults::{ASPECTS, ILLS, NOTS, SOURCES};
use crate::domain::lists::Draft;
use crate::domain::lists::draft::{DraftCause, DraftMeasure};

/// What one problem is about: the same matter and numbers run through all five lists.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    matter: &'static str,
    time: &'static str,
    people: &'static str,
    many: String,
    few: String,
}

impl Subject {
    pub(super) fn new(random: &mut Random) -> Self {
        Self {
            matter: random.pick(&p::MATTERS),
            time: random.pick(&p::TIMES),
            people: random.pick(&p::PEOPLE),
            many: random.between(6, 28).to_string(),
            few: random.between(2, 5).to_string(),
        }
    }

    /// A phrase with its places filled.
    pub(super) fn tell(&self, phrase: &str) -> String {
        let filled = [("{m}", self.matter), ("{t}", self.time), ("{p}", self.people)];
        let filled = filled
            .into_iter()
            .chain([("{n}", self.many.as_str()), ("{k}", self.few.as_str())]);
        filled.fold(phrase.to_owned(), |text, (place, word)| text.replace(place, word))
    }
}

/// What was done, what came of it, and the thinking behind it.
fn story(subject: &Subject, random: &mut Random) -> String {
    let (fact, effect) = (random.pick(&p::FACTS), random.pick(&p::EFFECTS));
    let thought = random.pick(&p::THOUGHTS);
    subject.tell(&format!("{fact}，{effect}。{thought}。"))
}

/// The form as an official would type it on `day`.
pub(super) fn draft(subject: &Subject, random: &mut Random, day: NaiveDate) -> Draft {
    let due = day + Days::new(u64::try_from(random.between(6, 40)).unwrap_or(10));
    let labels =
        |list: &[(&'static str, &str)], random: &mut Random| list[random.below(list.len())].0.to_owned();
    let mut causes = vec![DraftCause {
        kind: "subjective".to_owned(),
        text: subject.tell(random.pick(&p::INNER)),
    }];
    if random.chance(60) {
        causes.push(DraftCause {
            kind: "objective".to_owned(),
            text: subject.tell(random.pick(&p::OUTER)),
        });
    }
    let first = random.below(p::MEASURES.len());
    let measures = (0..random.between(1, 3)).map(|n| {
        let both = p::MEASURES[(first + n * 7) % p::MEASURES.len()];
        let (text, goal) = both.split_once('|').unwrap_or((both, both));
        DraftMeasure {
            text: subject.tell(text),
            goal: subject.tell(goal),
            due: due.to_string(),
        }
    });
    let long_term = random.chance(15);
    Draft {
        title: subject.tell(random.pick(&p::TITLES)),
        manifestation: story(subject, random),
        ills: vec![labels(&ILLS, random)],
        nots: vec![labels(&NOTS, random)],
        aspect: labels(&ASPECTS, random),
        source: labels(&SOURCES, random),
        duty: if random.chance(50) {
            format!("{}岗位职责", subject.matter)
        } else {
            String::new()
        },
        causes,
        measures: measures.collect(),
        cooperating: String::new(),
        immediate: false,
        due: due.to_string(),
        long_term,
        look_back: if long_term {
            vec![(due + Days::new(60)).to_string()]
        } else {
            Vec::new()
        },
    }
}

/// The same form with a time limit that is not past on the day it is submitted.
pub(super) fn timely(mut draft: Draft, day: NaiveDate) -> Draft {
    let soonest = (day + Days::new(5)).to_string();
    if draft.due < soonest {
        for measure in &mut draft.measures {
            measure.due.clone_from(&soonest);
        }
        draft.due = soonest;
    }
    draft
}

/// The same form after a return: the words that were found empty have become concrete.
pub(super) fn reworked(subject: &Subject, random: &mut Random, before: &Draft) -> Draft {
    let mut draft = before.clone();
    draft.manifestation = story(subject, random);
    if let Some(measure) = draft.measures.first_mut() {
        measure.goal.push_str("，每月底公布一次");
    }
    draft
}

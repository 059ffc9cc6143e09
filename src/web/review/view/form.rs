//! The form of a verdict.

use crate::domain::campaigns::Examples;
use crate::web::shell::Message;

/// What the reviewer typed.
#[derive(Debug)]
pub struct Form {
    /// The problem's version that was read.
    pub version: i32,
    /// The filter, to go on under.
    pub hidden: Vec<(&'static str, String)>,
    /// The library.
    pub reasons: Vec<Reason>,
    /// What is wrong with the reasons as a whole.
    pub wrong: Option<Message>,
    /// Words to the whole.
    pub words: String,
    /// What is wrong with them.
    pub words_wrong: Option<Message>,
}

/// A reason of the library.
#[derive(Debug)]
pub struct Reason {
    /// Two digits.
    pub code: String,
    /// Its label in the visitor's language.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Fields it may mean: label, whether chosen, key.
    pub fields: Vec<(Message, bool, String)>,
    /// Quoted words.
    pub quote: String,
    /// Own words.
    pub words: String,
    /// A sentence that is returned for it, and how it reads when it is right; where the page shows them.
    pub example: Option<(String, String)>,
    /// What is wrong with the field, the quotation, the words.
    pub wrong: [Option<Message>; 3],
}

impl Form {
    /// Shows the library's examples beside the reasons.
    pub fn exemplify(&mut self, examples: &Examples) {
        for reason in &mut self.reasons {
            let example = examples.of(&reason.code);
            reason.example = example.map(|one| (one.bad.clone(), one.good.clone()));
        }
    }
}

impl Reason {
    /// Whether anything is wrong with it.
    pub fn is_wrong(&self) -> bool {
        self.wrong.iter().any(Option::is_some)
    }
}

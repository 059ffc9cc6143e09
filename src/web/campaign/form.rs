//! The form of the routes: one box for each tier and stage, named by the tier.

use crate::domain::campaigns::Stage;
use crate::domain::campaigns::routes::{TIERS, checked};
use crate::kernel::fields::FieldProblems;

/// What is posted: `act_id`, `township=leader`, `township=group` …; `apply` once the preview was seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pairs: Vec<(String, String)>,
}

impl From<Vec<(String, String)>> for Typed {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self { pairs }
    }
}

/// The stages of a tier.
pub(super) type Route = (&'static str, Vec<Stage>);
/// Those of each tier.
pub(super) type Routes = Vec<Route>;

impl Typed {
    /// The value of a field; empty when it did not come.
    pub(super) fn get(&self, name: &str) -> &str {
        let pair = self.pairs.iter().find(|(key, _)| key == name);
        pair.map_or("", |(_, value)| value.as_str())
    }

    /// The stages ticked for a tier.
    fn chosen(&self, tier: &str) -> Vec<Stage> {
        let ticked = self.pairs.iter().filter(|(key, _)| key == tier);
        ticked.filter_map(|(_, code)| Stage::from_code(code)).collect()
    }

    /// All routes as ticked, and what is wrong with them.
    pub(super) fn routes(&self, superior: bool) -> (Routes, FieldProblems) {
        let mut wrong = FieldProblems::new();
        let mut routes = Vec::new();
        for tier in TIERS {
            let chosen = self.chosen(tier);
            match checked(tier, &chosen, superior) {
                Ok(stages) => routes.push((tier, stages)),
                Err(problems) => {
                    for (field, messages) in problems.iter() {
                        for message in messages {
                            wrong.add(field, message.clone());
                        }
                    }
                    routes.push((tier, chosen));
                }
            }
        }
        (routes, wrong)
    }
}

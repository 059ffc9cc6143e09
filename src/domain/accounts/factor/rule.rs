//! Who must have a second factor: set per jurisdiction and role by its security administrator.

use serde_json::json;

use crate::domain::accounts::AccountError;
use crate::domain::ledger::Act;
use crate::domain::tenants;
use crate::kernel::scope::{Actor, Role};
use crate::platform::db::Tx;

/// Word for whoever has a person of the roster behind the login.
pub const OFFICIAL: &str = "official";
/// Word for leaders in charge, and whoever stands in for one.
pub const LEADER: &str = "leader";

/// All words of a rule, in the order of the domain's §6.
pub fn words() -> impl Iterator<Item = &'static str> {
    [OFFICIAL, LEADER]
        .into_iter()
        .chain(Role::ALL.iter().map(|role| role.code()))
}

/// Whether the rule, comma separated words, is for this actor.
pub fn is_for(rule: &str, actor: &Actor) -> bool {
    rule.split(',').any(|word| match word {
        OFFICIAL => actor.person.is_some(),
        LEADER => actor.leads || !actor.stands_in.is_empty(),
        word => Role::from_code(word).is_some_and(|role| actor.has(role)),
    })
}

/// Sets the rule: whoever it is for must set up a second factor before their next page. Unknown words are left out.
///
/// # Errors
/// When the database refuses.
pub async fn set(tx: &mut Tx, act: &mut Act, wanted: &[String]) -> Result<(), AccountError> {
    let rule: Vec<&str> = words().filter(|word| wanted.iter().any(|w| w == word)).collect();
    let tenant = tx.tenant();
    tenants::store::set_factor_roles(tx, &rule.join(",")).await?;
    let data = json!({"roles": rule});
    act.record(tx, "tenant.factor_rule_set", ("tenant", Some(tenant.0)), &data)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::PersonId;
    use crate::kernel::scope::Grant;

    #[test]
    fn a_rule_is_for_the_roles_it_names_and_no_other() {
        let official = Actor {
            person: Some(PersonId::fresh()),
            ..Actor::default()
        };
        let leader = Actor {
            leads: true,
            ..official.clone()
        };
        let secadmin = Actor {
            grants: vec![Grant {
                role: Role::SecAdmin,
                unit: None,
            }],
            ..Actor::default()
        };
        let told = |rule| [&official, &leader, &secadmin].map(|actor| is_for(rule, actor));
        assert_eq!(told(""), [false; 3]);
        assert_eq!(told("official"), [true, true, false]);
        assert_eq!(told("leader"), [false, true, false]);
        assert_eq!(told("leader,secadmin"), [false, true, true]);
        assert_eq!(told("auditor"), [false; 3]);
    }
}

//! `account create`.

use serde_json::json;

use super::{Failure, Opened, Report};
use crate::cli::NewAccountOptions;
use crate::domain::accounts::actions::{self, NewAccount};
use crate::domain::accounts::password::{Passwords, one_time};
use crate::domain::campaigns::{self, groups};
use crate::domain::ledger::Act;
use crate::domain::units::UnitKind;
use crate::domain::{people, tenants, units};
use crate::kernel::clock::Clock;
use crate::kernel::ids::ActId;
use crate::kernel::locale::Locale;
use crate::kernel::messages::msg;
use crate::kernel::scope::{Actor, Grant, Role};
use crate::platform::db::{Db, Tx};

/// Makes an account with a one-time password.
pub(super) async fn create(options: NewAccountOptions, locale: Locale) -> Result<Report, Failure> {
    let opened = Opened::open(&options.database).await?;
    let made = make(&opened.db, &options, locale).await;
    opened.close().await;
    made
}

async fn make(db: &Db, options: &NewAccountOptions, locale: Locale) -> Result<Report, Failure> {
    let roles: Vec<Role> = options
        .role
        .iter()
        .map(|code| role(code))
        .collect::<Result<_, _>>()?;
    let mut global = db.begin_global().await?;
    let tenant = tenants::store::by_slug(&mut global, &options.tenant).await?;
    let tenant = tenant.ok_or_else(|| tenants::TenantError::Unknown(options.tenant.clone()))?;
    let mut tx = global.into_tenant(tenant.id).await?;
    let (clock, actor) = (
        super::clock::of(&options.database),
        Actor::program("command line"),
    );
    let mut act = Act::open(&mut tx, &actor, ActId::fresh(), clock.now()).await?;
    // Staff numbers are kept in capitals.
    let staff = options.staff.trim().to_uppercase();
    let person = people::store::by_staff_no(&mut tx, &staff).await?;
    let name = match (&person, &options.name) {
        (Some(person), _) => person.name.clone(),
        (None, Some(name)) => name.clone(),
        (None, None) => {
            let none = msg("{1} 的名册上没有 {0}；名册以外的人请加 --name");
            return Err(Failure::say(none.with(&options.staff).with(&options.tenant)));
        }
    };
    let password = one_time();
    let unit = match &person {
        Some(person) => people::store::main_post(&mut tx, person.id)
            .await?
            .map(|post| post.top_unit),
        None => None,
    };
    if roles.contains(&Role::CountyOffice) {
        let kind = match unit {
            Some(unit) => units::store::find(&mut tx, unit).await?.map(|unit| unit.kind),
            None => None,
        };
        // It reads the lists of the county's 乡科级: of a department nobody does so as such.
        if kind.as_deref() != Some(UnitKind::County.code()) {
            return Err(Failure::say(msg("county_office 要给在县里有任职的人")));
        }
    }
    let grants = roles.iter().map(|role| Grant {
        role: *role,
        unit: unit.filter(|_| role.is_of_unit()),
    });
    let new = NewAccount {
        login: options.staff.clone(),
        display_name: name.clone(),
        person: person.as_ref().map(|p| p.id),
        grants: grants.collect(),
        password: Some(password.clone()),
        one_time: true,
    };
    let account = actions::create(&mut tx, &mut act, &Passwords::new(), new).await?;
    if let Some(person) = person {
        join(&mut tx, &roles, person.id, &clock).await?;
    }
    tx.commit().await?;
    let text = locale.tf(
        "登录名 {0}，一次性密码 {1}（14 天后作废，第一次登录时要改）",
        &[&account.login, &password],
    );
    let json =
        json!({ "tenant": tenant.slug, "login": account.login, "name": name, "one_time_password": password });
    Ok(Report::done(text, json))
}

/// A reviewer who belongs to no group would review nothing: the group for all units takes them.
async fn join(
    tx: &mut Tx,
    roles: &[Role],
    person: crate::kernel::ids::PersonId,
    clock: &Clock,
) -> Result<(), Failure> {
    if !roles.iter().any(|role| role.is_of_group()) {
        return Ok(());
    }
    let Some(campaign) = campaigns::store::current(tx, clock.today()).await? else {
        return Ok(());
    };
    if let Some(group) = groups::default_group(tx, campaign.id).await? {
        let head = roles.contains(&Role::GroupHead);
        groups::join(tx, group, person, head, clock.now()).await?;
    }
    Ok(())
}

fn role(code: &str) -> Result<Role, Failure> {
    Role::from_code(code).ok_or_else(|| {
        let known: Vec<_> = Role::ALL.iter().map(|role| role.code()).collect();
        Failure::say(msg("没有角色“{0}”，有：{1}").with(code).with(known.join(", ")))
    })
}

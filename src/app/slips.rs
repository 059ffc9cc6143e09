//! `accounts make` and `officers init`: one-time passwords, printed once.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Failure, Opened, Report};
use crate::cli::{MakeAccountsOptions, OfficersOptions};
use crate::domain::accounts::actions::{self, NewAccount, Slip};
use crate::domain::accounts::password::{Passwords, one_time};
use crate::domain::accounts::store;
use crate::domain::ledger::Act;
use crate::domain::tenants::{self, Tenant, TenantError};
use crate::domain::units;
use crate::kernel::clock::{Clock, day_of};
use crate::kernel::ids::{ActId, UnitId};
use crate::kernel::locale::Locale;
use crate::kernel::messages::msg;
use crate::kernel::scope::{Actor, Grant, Role};
use crate::platform::db::{Db, Tx};

/// People of one transaction: so many slips are lost at most when the program is stopped.
const AT_ONCE: i64 = 50;

/// Makes accounts of a roster in batches. Progress goes to standard error, a line per batch.
pub(super) async fn make(options: MakeAccountsOptions, locale: Locale) -> Result<Report, Failure> {
    let opened = Opened::open(&options.database).await?;
    let made = batches(&opened.db, &options, locale).await;
    opened.close().await;
    let slips = made?;
    let mut text = String::new();
    let mut unit = None;
    for slip in &slips {
        if unit != Some((&slip.top, &slip.unit)) {
            let _ = writeln!(text, "\n{} {}", slip.top, slip.unit);
        }
        unit = Some((&slip.top, &slip.unit));
        let until = locale.tf("有效到 {0}", &[&day_of(slip.until)]);
        let _ = writeln!(
            text,
            "  {}  {}  {}  {until}",
            slip.login, slip.password, slip.name
        );
    }
    text.push_str(&locale.tf("{0} 张密码条；第一次登录时要改", &[&slips.len()]));
    let json: Vec<Value> = slips.iter().map(document).collect();
    Ok(Report::done(text.trim_start(), json!({ "slips": json })))
}

fn document(slip: &Slip) -> Value {
    json!({"top": slip.top, "unit": slip.unit, "name": slip.name, "login": slip.login,
        "one_time_password": slip.password, "until": slip.until})
}

async fn batches(db: &Db, options: &MakeAccountsOptions, locale: Locale) -> Result<Vec<Slip>, Failure> {
    let (clock, passwords) = (super::clock::of(&options.database), Passwords::new());
    let mut tx = begin(db, &options.tenant).await?.1;
    let top = match &options.unit {
        Some(name) => Some(unit(&mut tx, name).await?),
        None => None,
    };
    let missing = store::missing(&mut tx, None, top, clock.now()).await?;
    let all: i64 = missing.iter().map(|unit| unit.people).sum();
    let mut slips = Vec::new();
    loop {
        let (people, mut act) = (
            store::wanting(&mut tx, None, top, AT_ONCE, clock.now()).await?,
            open(&mut tx, &clock).await?,
        );
        if people.is_empty() {
            return Ok(slips);
        }
        slips.extend(actions::make(&mut tx, &mut act, &passwords, people).await?);
        tx.commit().await?;
        let told = locale.tf("已建 {0} 个账号，共 {1} 个", &[&slips.len(), &all]);
        eprintln!("zhenggai: {told}");
        tx = begin(db, &options.tenant).await?.1;
    }
}

async fn begin(db: &Db, slug: &str) -> Result<(Tenant, Tx), Failure> {
    let mut global = db.begin_global().await?;
    let tenant = tenants::store::by_slug(&mut global, slug).await?;
    let tenant = tenant.ok_or_else(|| TenantError::Unknown(slug.to_owned()))?;
    let tx = global.into_tenant(tenant.id).await?;
    Ok((tenant, tx))
}

async fn open(tx: &mut Tx, clock: &Clock) -> Result<Act, Failure> {
    let actor = Actor::program("command line");
    let act = Act::open(tx, &actor, ActId::fresh(), clock.now()).await;
    act.map_err(Failure::new)
}

/// A county, department or body by its name.
async fn unit(tx: &mut Tx, name: &str) -> Result<UnitId, Failure> {
    let tops = units::store::top_units(tx).await?;
    let found = tops.iter().find(|unit| unit.name == name.trim());
    found
        .map(|unit| unit.id)
        .ok_or_else(|| Failure::say(msg("没有叫“{0}”的县、部门或班子；它们下面的单位算在它们里").with(name)))
}

/// Makes the three administrators of a jurisdiction: three accounts with one-time passwords.
pub(super) async fn officers(options: OfficersOptions, locale: Locale) -> Result<Report, Failure> {
    let opened = Opened::open(&options.database).await?;
    let made = three(&opened.db, &options, locale).await;
    opened.close().await;
    let (text, made) = made?;
    Ok(Report::done(
        text,
        json!({ "tenant": options.tenant, "officers": made }),
    ))
}

async fn three(db: &Db, options: &OfficersOptions, locale: Locale) -> Result<(String, Vec<Value>), Failure> {
    let wanted = [
        (Role::SysAdmin, &options.system),
        (Role::SecAdmin, &options.security),
        (Role::Auditor, &options.audit),
    ];
    let names = wanted.map(|(_, name)| name.trim());
    if names[0] == names[1] || names[1] == names[2] || names[0] == names[2] {
        return Err(Failure::say(msg("三员要由三个不同的人担任")));
    }
    let (clock, passwords) = (super::clock::of(&options.database), Passwords::new());
    let mut tx = begin(db, &options.tenant).await?.1;
    let mut act = open(&mut tx, &clock).await?;
    let (mut text, mut made) = (String::new(), Vec::new());
    for (role, name) in wanted {
        if let Some(holder) = store::holders(&mut tx, role).await?.first() {
            let there = msg("已经有 {0}：{1}").with(role.code()).with(&holder.login);
            return Err(Failure::say(there));
        }
        let password = one_time();
        let new = NewAccount {
            login: role.code().to_owned(),
            display_name: name.clone(),
            person: None,
            grants: vec![Grant { role, unit: None }],
            password: Some(password.clone()),
            one_time: true,
        };
        let account = actions::create(&mut tx, &mut act, &passwords, new).await?;
        let login = account.login;
        let line = locale.tf("登录名 {0}，一次性密码 {1}，{2}", &[&login, &password, &name]);
        let _ = writeln!(text, "{line}");
        made.push(json!({"login": login, "name": name, "role": role.code(), "one_time_password": password}));
    }
    tx.commit().await?;
    text.push_str(locale.t("14 天后作废，第一次登录时要改；分别交给本人"));
    Ok((text, made))
}

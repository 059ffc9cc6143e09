//! Logins that the cast lacks: roles held alone, of another county, in another group.

use std::collections::BTreeMap;

use uuid::Uuid;
use zhenggai::kernel::ids::{AccountId, UnitId};

use crate::support::TestApp;

/// Everybody who is not of the cast: a login with these roles, of these units, in a group if named.
pub async fn strangers(app: &TestApp) -> BTreeMap<&'static str, AccountId> {
    let mut made = BTreeMap::new();
    let (second, other_county) = (second_group(app).await, other_county(app).await);
    let [county, department] = ["county", "dept-a"].map(|unit| app.cast.unit(unit));
    for (who, roles, group) in [
        ("reviewer of another group", vec![("reviewer", None)], true),
        ("head of another group", vec![("group_head", None)], true),
        (
            "office of another county",
            vec![("county_office", Some(other_county))],
            false,
        ),
        (
            "county office and head of the unit",
            vec![("county_office", Some(county)), ("unit_head", Some(department))],
            false,
        ),
        ("office alone", vec![("office", None)], false),
        ("named reader alone", vec![("city_reader", None)], false),
    ] {
        let account = login(app, who, group.then_some(second)).await;
        for (role, unit) in roles {
            sqlx::query(
                "insert into grants (tenant_id, id, account_id, role, unit_id, from_at)
                 values ($1, gen_random_uuid(), $2, $3, $4, '2018-09-01')",
            )
            .bind(app.cast.tenants["alpha"])
            .bind(account)
            .bind(role)
            .bind(unit)
            .execute(app.loader())
            .await
            .expect("a grant");
        }
        made.insert(who, account);
    }
    made
}

/// A county beside the one of the cast.
async fn other_county(app: &TestApp) -> UnitId {
    sqlx::query_scalar(
        "with made as (select gen_random_uuid() as id)
         insert into units (tenant_id, id, name, kind, parent_id, top_id, sort_no, created_at)
         select $1, id, 'Other County', 'county', $2, id, 9, '2018-09-01' from made returning id",
    )
    .bind(app.cast.tenants["alpha"])
    .bind(app.cast.unit("region"))
    .fetch_one(app.loader())
    .await
    .expect("a county")
}

/// A group that watches Department B in the place of the one for all units.
async fn second_group(app: &TestApp) -> Uuid {
    sqlx::query_scalar(
        "with made as (insert into supervision_groups (tenant_id, id, campaign_id, name, all_units, sort_no)
                values ($1, gen_random_uuid(), $2, 'Group Two', false, 2) returning id)
         insert into group_units (tenant_id, group_id, unit_id, from_at)
         select $1, id, $3, '2018-09-01' from made returning group_id",
    )
    .bind(app.cast.tenants["alpha"])
    .bind(app.cast.campaigns["alpha"])
    .bind(app.cast.unit("dept-b"))
    .fetch_one(app.loader())
    .await
    .expect("a group")
}

/// A login of somebody without a post; in a group as one of its members.
async fn login(app: &TestApp, who: &str, group: Option<Uuid>) -> AccountId {
    let (tenant, name) = (app.cast.tenants["alpha"], who.replace(' ', "-"));
    // A letter of each word tells them apart.
    let letters = who.split(' ').filter_map(|word| word.chars().next());
    let number: String = letters.chain("001".chars()).collect::<String>().to_uppercase();
    let person: Uuid = sqlx::query_scalar(
        "insert into persons (tenant_id, id, staff_no, name, created_at)
         values ($1, gen_random_uuid(), $2, $3, '2018-09-01') returning id",
    )
    .bind(tenant)
    .bind(&number)
    .bind(&name)
    .fetch_one(app.loader())
    .await
    .expect("a person");
    if let Some(group) = group {
        sqlx::query(
            "insert into group_members (tenant_id, group_id, person_id, head, from_at)
             values ($1, $2, $3, $4, '2018-09-01')",
        )
        .bind(tenant)
        .bind(group)
        .bind(person)
        .bind(who.starts_with("head"))
        .execute(app.loader())
        .await
        .expect("a member");
    }
    sqlx::query_scalar(
        "insert into accounts (id, tenant_id, login, display_name, person_id, created_at)
         values (gen_random_uuid(), $1, $2, $2, $3, '2018-09-01') returning id",
    )
    .bind(tenant)
    .bind(&name)
    .bind(person)
    .fetch_one(app.loader())
    .await
    .expect("an account")
}

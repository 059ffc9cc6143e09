//! Writes the cast into a database: tenants by their verb, rows of units and rosters as the loader does.

use argon2::PasswordHasher as _;
use argon2::password_hash::phc::PasswordHash;
use sqlx::Connection as _;
use sqlx::postgres::PgConnection;
use zhenggai::domain::campaigns::founding::{NewTenant, create_with};
use zhenggai::domain::campaigns::routes::Plan;
use zhenggai::domain::tenants::Tenant;
use zhenggai::kernel::clock::{Clock, start_of};
use zhenggai::kernel::ids::{AccountId, CampaignId, GroupId, PersonId, UnitId, fresh};
use zhenggai::kernel::scope::Actor;
use zhenggai::platform::db::{Db, Settings};
use zhenggai::platform::postgres::{PrivatePostgres, Role};

use super::cast::{Cast, DUTIES, GRANTS, Member, PASSWORD, PEOPLE, UNITS, first_day, start};

struct Casting {
    loader: PgConnection,
    cast: Cast,
    /// Of [`PASSWORD`]: computed once, because it is meant to be slow.
    hash: String,
}

/// Makes the whole cast in a migrated database.
pub async fn create(server: &PrivatePostgres, database: &str) -> Cast {
    let db = Db::open(Settings::new(server.options(Role::App, database), 1));
    let options = server.options(Role::Loader, database);
    let hash: PasswordHash = argon2::Argon2::default()
        .hash_password(PASSWORD.as_bytes())
        .expect("a hash");
    let mut casting = Casting {
        loader: PgConnection::connect_with(&options).await.expect("a connection"),
        cast: Cast::default(),
        hash: hash.to_string(),
    };
    let prov = casting.tenant(&db, "prov", None).await;
    casting.units(&prov, &UNITS[..1]).await;
    casting.account(&prov, "province", None).await;
    casting.grant(&prov, "province", "province", "").await;
    for slug in ["alpha", "beta"] {
        let city = casting.tenant(&db, slug, Some("prov")).await;
        casting.units(&city, &UNITS).await;
        casting.people(&city).await;
    }
    db.close().await;
    casting.loader.close().await.expect("closed");
    casting.cast
}

impl Casting {
    async fn tenant(&mut self, db: &Db, slug: &str, parent: Option<&str>) -> Tenant {
        let new = NewTenant {
            slug: slug.to_owned(),
            name: format!("City of {slug}"),
            level: if parent.is_some() { "city" } else { "province" }.to_owned(),
            parent: parent.map(ToOwned::to_owned),
            demo: false,
            starts_on: Some(first_day()),
        };
        let (clock, actor) = (Clock::manual(start()), Actor::program("test"));
        let tenant = create_with(db, &clock, &actor, &new, Plan::GroupOnly)
            .await
            .expect("a tenant");
        let campaign: CampaignId =
            sqlx::query_scalar("update campaigns set name = 'Campaign' where tenant_id = $1 returning id")
                .bind(tenant.id)
                .fetch_one(&mut self.loader)
                .await
                .expect("its campaign");
        let group: GroupId = sqlx::query_scalar(
            "update supervision_groups set name = 'Group One' where tenant_id = $1 returning id",
        )
        .bind(tenant.id)
        .fetch_one(&mut self.loader)
        .await
        .expect("its group");
        let slug = slug.to_owned();
        self.cast.tenants.insert(slug.clone(), tenant.id);
        self.cast.campaigns.insert(slug.clone(), campaign);
        self.cast.groups.insert(slug, group);
        tenant
    }

    async fn units(&mut self, tenant: &Tenant, units: &[(&str, &str, &str, &str, &str)]) {
        let key = |unit: &str| format!("{unit}@{}", tenant.slug);
        for (sort_no, (unit, name, kind, above, top)) in (1_i32..).zip(units) {
            self.cast.units.insert(key(unit), UnitId::fresh());
            let known = |unit: &str| self.cast.units.get(&key(unit)).copied();
            sqlx::query(
                "insert into units (tenant_id, id, name, kind, parent_id, top_id, sort_no, created_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8)",
            )
            .bind(tenant.id)
            .bind(known(unit))
            .bind(name)
            .bind(kind)
            .bind(known(above))
            .bind(known(top))
            .bind(sort_no)
            .bind(start_of(first_day()))
            .execute(&mut self.loader)
            .await
            .expect("a unit");
        }
    }

    async fn people(&mut self, tenant: &Tenant) {
        for (login, staff_no, unit, rank, tier, leader) in PEOPLE {
            let person = self.person(tenant, login, staff_no).await;
            self.account(tenant, login, Some(person)).await;
            self.post(tenant, person, unit, (rank, tier), leader).await;
        }
        for (login, role, unit) in GRANTS {
            if !self
                .cast
                .members
                .contains_key(&format!("{login}@{}", tenant.slug))
            {
                self.account(tenant, login, None).await;
            }
            self.grant(tenant, login, role, unit).await;
        }
        for (login, body, duty) in DUTIES {
            let here = |what: &str| format!("{what}@{}", tenant.slug);
            sqlx::query(
                "insert into body_duties (tenant_id, id, body_id, person_id, duty, from_at) values ($1, $2, $3, $4, $5, $6)",
            )
            .bind(tenant.id)
            .bind(fresh())
            .bind(self.cast.unit(&here(body)))
            .bind(self.cast.person(&here(login)))
            .bind(duty)
            .bind(start_of(first_day()))
            .execute(&mut self.loader)
            .await
            .expect("a duty");
        }
        for (login, head) in [("reviewer", false), ("grouphead", true)] {
            sqlx::query(
                "insert into group_members (tenant_id, group_id, person_id, head, from_at) values ($1, $2, $3, $4, $5)",
            )
            .bind(tenant.id)
            .bind(self.cast.groups[&tenant.slug])
            .bind(self.cast.person(&format!("{login}@{}", tenant.slug)))
            .bind(head)
            .bind(start_of(first_day()))
            .execute(&mut self.loader)
            .await
            .expect("a member");
        }
    }

    async fn person(&mut self, tenant: &Tenant, login: &str, staff_no: &str) -> PersonId {
        let person = PersonId::fresh();
        sqlx::query(
            "insert into persons (tenant_id, id, staff_no, name, created_at) values ($1, $2, $3, $4, $5)",
        )
        .bind(tenant.id)
        .bind(person)
        .bind(staff_no)
        .bind(name(tenant, login))
        .bind(start_of(first_day()))
        .execute(&mut self.loader)
        .await
        .expect("a person");
        person
    }

    async fn post(
        &mut self,
        tenant: &Tenant,
        person: PersonId,
        unit: &str,
        (rank, tier): (&str, &str),
        leader: &str,
    ) {
        let here = |what: &str| format!("{what}@{}", tenant.slug);
        let leader = (!leader.is_empty()).then(|| self.cast.person(&here(leader)));
        sqlx::query(
            "insert into posts (tenant_id, id, person_id, unit_id, title, rank, tier, leader_id, from_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(tenant.id)
        .bind(fresh())
        .bind(person)
        .bind(self.cast.unit(&here(unit)))
        .bind("Member of Staff")
        .bind(rank)
        .bind(tier)
        .bind(leader)
        .bind(start_of(first_day()))
        .execute(&mut self.loader)
        .await
        .expect("a post");
    }

    async fn account(&mut self, tenant: &Tenant, login: &str, person: Option<PersonId>) {
        let account = AccountId::fresh();
        sqlx::query(
            "insert into accounts (id, tenant_id, login, display_name, person_id, password_hash, created_at)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(account)
        .bind(tenant.id)
        .bind(login)
        .bind(name(tenant, login))
        .bind(person)
        .bind(&self.hash)
        .bind(start_of(first_day()))
        .execute(&mut self.loader)
        .await
        .expect("an account");
        let member = Member { account, person };
        self.cast
            .members
            .insert(format!("{login}@{}", tenant.slug), member);
    }

    async fn grant(&mut self, tenant: &Tenant, login: &str, role: &str, unit: &str) {
        let here = |what: &str| format!("{what}@{}", tenant.slug);
        let unit = (!unit.is_empty()).then(|| self.cast.unit(&here(unit)));
        sqlx::query(
            "insert into grants (tenant_id, id, account_id, role, unit_id, from_at) values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(tenant.id)
        .bind(fresh())
        .bind(self.cast.member(&here(login)).account)
        .bind(role)
        .bind(unit)
        .bind(start_of(first_day()))
        .execute(&mut self.loader)
        .await
        .expect("a grant");
    }
}

/// Says the city too, so that a leak from one to the other shows.
fn name(tenant: &Tenant, login: &str) -> String {
    format!("{login} of {}", tenant.slug)
}

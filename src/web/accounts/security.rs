//! `GET` and `POST /security`: whose sign-in needs a second factor, who is locked out.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::view::{Locked, Need, Security};
use crate::domain::accounts::factor::rule;
use crate::domain::accounts::store::directory;
use crate::domain::tenants;
use crate::kernel::clock::local;
use crate::kernel::messages::n_;
use crate::kernel::scope::Role;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::KeepSecure;
use crate::web::shell::roles::role_label;
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    role: Vec<String>,
}

pub(super) async fn page(can: Can<KeepSecure>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let slug = tenants::store::own(&mut can.tx).await?.map(|tenant| tenant.slug);
    let locked = directory::locked(&mut can.tx, &slug.unwrap_or_default(), can.now).await?;
    let needed: Vec<&str> = can.session.factor_roles.split(',').collect();
    let need = |code: &'static str| Need {
        code,
        label: match code {
            rule::OFFICIAL => n_("干部本人"),
            rule::LEADER => n_("分管领导"),
            code => Role::from_code(code).map_or("", role_label),
        },
        needed: needed.contains(&code),
    };
    let line = |locked: directory::Locked| Locked {
        href: format!("/accounts/{}", locked.id),
        login: locked.login,
        name: locked.name,
        until: local(locked.until).format("%H:%M").to_string(),
    };
    let view = Security {
        page: can.page(can.prefs.locale.t("安全")),
        needs: rule::words().map(need).collect(),
        locked: locked.into_iter().map(line).collect(),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

pub(super) async fn set(can: Can<KeepSecure>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let mut act = can.act(&typed.act_id, "/security").await?;
    rule::set(&mut can.tx, &mut act, &typed.role).await?;
    can.commit().await?;
    let message = msg("已保存。没有第二步验证的，下次打开页面时先设置。");
    Ok(flash::redirect("/security", FlashKind::Ok, &message))
}

//! `GET /account`: who am I here.

use axum::response::Response;

use super::view;
use crate::kernel::messages::n_;
use crate::kernel::scope::BodyDuty;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::SignedIn;
use crate::web::shell::render;
use crate::web::shell::roles::{duty_label, role_label};

pub(super) async fn page(can: Can<SignedIn>) -> Response {
    let locale = can.prefs.locale;
    let implied = [
        (can.actor.person.is_some(), n_("干部本人")),
        (can.actor.leads, n_("分管领导")),
    ];
    let implied = implied
        .into_iter()
        .filter(|(held, _)| *held)
        .map(|(_, label)| label);
    let held = |duty: &BodyDuty| can.actor.bodies_as(*duty).next().is_some();
    let duties = BodyDuty::ALL.into_iter().filter(held).map(duty_label);
    let roles = implied
        .chain(duties)
        .chain(can.actor.grants.iter().map(|grant| role_label(grant.role)));
    let stands_in = can.actor.stands_in.iter();
    let stands_in = stands_in.map(|one| locale.tf("代理 {0}", &[&one.name]));
    let view = view::Account {
        page: can.page(locale.t("我的账号")),
        name: can.session.display_name.clone(),
        tenant: can.session.tenant_name.clone(),
        roles: roles
            .map(|label| locale.t(label).to_owned())
            .chain(stands_in)
            .collect(),
    };
    render::ok(locale, &view)
}

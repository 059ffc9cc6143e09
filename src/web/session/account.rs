//! `GET /account`: who am I here.

use axum::response::Response;

use super::view;
use crate::kernel::messages::n_;
use crate::kernel::scope::Role;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::SignedIn;
use crate::web::shell::render;

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
    let roles = implied.chain(can.actor.grants.iter().map(|grant| label(grant.role)));
    let view = view::Account {
        page: can.page(locale.t("我的账号")),
        name: can.session.display_name.clone(),
        tenant: can.session.tenant_name.clone(),
        roles: roles.map(|label| locale.t(label).to_owned()).collect(),
    };
    render::ok(locale, &view)
}

fn label(role: Role) -> &'static str {
    match role {
        Role::Reviewer => n_("督察指导组成员"),
        Role::GroupHead => n_("督察指导组组长"),
        Role::Liaison => n_("联络员"),
        Role::UnitHead => n_("单位主要负责人"),
        Role::UnitAdmin => n_("单位账号管理员"),
        Role::CountyOffice => n_("县活动办"),
        Role::Office => n_("市活动办"),
        Role::OfficeHead => n_("市活动办负责人"),
        Role::CityReader => n_("可阅市级领导清单"),
        Role::Province => n_("省活动办"),
        Role::Figures => n_("领导查阅"),
        Role::SysAdmin => n_("系统管理员"),
        Role::SecAdmin => n_("安全管理员"),
        Role::Auditor => n_("审计管理员"),
    }
}

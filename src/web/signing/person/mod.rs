//! `/to-sign/{id}/{purpose}`: one person's sheet, all that waits of theirs for one purpose. That person reads it and confirms it once, then
//! their leader in charge does; every statement on it gets a signature of each. 认领 and 完成 are two sheets.

mod access;
mod draw;
mod question;
mod sign;
mod view;
mod which;

pub(super) use access::load;
pub(super) use draw::{Again, draw};
pub(super) use question::ask;
pub(super) use sign::{go_on, submit};
pub use view::PersonSheet;
pub use which::Which;

use axum::response::Response;

use self::access::SheetToSign;
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// Most statements on one sheet; what is more comes after. A person files a handful.
pub(super) const MOST: usize = 50;

pub(super) async fn page(mut sheet: SheetToSign) -> Result<Response, Error> {
    if sheet.problems.is_empty() {
        let none = if sheet.unled > 0 {
            msg("这几条没有登记分管领导，还不能签。请联系活动办，由活动办指定谁会签。")
        } else {
            msg("这一份现在没有等您签的。")
        };
        return Ok(flash::redirect("/to-sign", FlashKind::Warn, &none));
    }
    let view = draw(&mut sheet, Again::default()).await?;
    Ok(render::ok(sheet.can.prefs.locale, &view))
}

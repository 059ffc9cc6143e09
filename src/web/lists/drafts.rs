//! Drafts among what an official has to do: their own, and those that a liaison typed for them.

use super::index;
use super::tasks::Task;
use crate::domain::lists::store::{self, Line};
use crate::kernel::messages::n_;
use crate::web::shell::access::Visit;
use crate::web::shell::badges::Badge;
use crate::web::shell::{Error, dates};

/// One that a liaison typed: to be confirmed.
pub(super) fn entered(can: &Visit, mut task: Task, line: &Line, who: &str) -> Task {
    let saved = dates::moment(can.prefs.locale, line.draft_saved_at, can.today());
    let says = can.prefs.locale.tf(
        "{0} 代填，{1} 保存。请核对：是自己的就确认，不对的可以改，或者退给代填人。",
        &[&who, &saved],
    );
    task.badge = Badge::of_entry(false);
    task.says.push(says);
    task.button = n_("核对并确认");
    task
}

/// One of their own.
pub(super) async fn begun(can: &mut Visit, mut task: Task, line: &Line) -> Result<Task, Error> {
    let locale = can.prefs.locale;
    let draft = store::draft(&mut can.tx, line.id).await?.unwrap_or_default();
    let lists: Vec<_> = index::begun(&draft).iter().map(ToString::to_string).collect();
    let saved = dates::moment(locale, line.draft_saved_at, can.today());
    task.says.push(if lists.is_empty() {
        locale.tf("{0} 保存，还没有填。", &[&saved])
    } else {
        locale.tf(
            "{0} 保存，第 {1} 个清单已经动笔。",
            &[&saved, &lists.join(locale.t("、"))],
        )
    });
    task.button = n_("继续填写");
    Ok(task)
}

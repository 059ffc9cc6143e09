//! Who takes a workbook out.

use crate::domain::people;
use crate::kernel::clock::local;
use crate::web::shell::Error;
use crate::web::shell::access::Visit;

/// Name, unit and time, as they stand above the rows of every workbook.
///
/// # Errors
/// When the database refuses.
pub async fn by(can: &mut Visit) -> Result<String, Error> {
    let post = match can.actor.person {
        Some(person) => people::store::main_post(&mut can.tx, person).await?,
        None => None,
    };
    let unit = post.map_or_else(|| can.session.tenant_name.clone(), |post| post.unit_name);
    let at = local(can.now).format("%Y-%m-%d %H:%M");
    Ok(format!("{}　{unit}　{at}", can.actor.name))
}

//! Template filters. A `view.rs` says `use crate::web::shell::filters;` and its templates may use all of them.
//!
//! The locale comes from `render_with_values` (see `render`), so it reaches macros and blocks alike.

#![expect(
    missing_docs,
    clippy::inline_always,
    reason = "askama's attribute makes items of its own out of each filter"
)]

use std::fmt::Display;

use askama::{Result, Values, get_value};

use crate::kernel::locale::Locale;
use crate::kernel::messages::Message;

/// The name under which `render` hands the locale to filters.
pub const LOCALE: &str = "locale";

/// What `render` hands to filters.
pub struct Language(pub Locale);

impl Values for Language {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn std::any::Any> {
        (key == LOCALE).then_some(&self.0 as &dyn std::any::Any)
    }
}

fn locale(values: &dyn Values) -> Result<Locale> {
    get_value::<Locale>(values, LOCALE).copied()
}

/// `{{ "保存"|t }}`
#[askama::filter_fn]
pub fn t<S: AsRef<str>>(source: S, values: &dyn Values) -> Result<String> {
    Ok(locale(values)?.t(source.as_ref()).to_owned())
}

/// `{{ "共 {0} 件"|tf1(count) }}`
#[askama::filter_fn]
pub fn tf1<S: AsRef<str>, A: Display>(source: S, values: &dyn Values, a: A) -> Result<String> {
    Ok(locale(values)?.tf(source.as_ref(), &[&a]))
}

/// `{{ "第 {0} 天，共 {1} 天"|tf2(day, of) }}`
#[askama::filter_fn]
pub fn tf2<S: AsRef<str>, A: Display, B: Display>(
    source: S,
    values: &dyn Values,
    a: A,
    b: B,
) -> Result<String> {
    Ok(locale(values)?.tf(source.as_ref(), &[&a, &b]))
}

/// `{{ "{0} · {1} · {2}"|tf3(name, unit, time) }}`
#[askama::filter_fn]
pub fn tf3<S: AsRef<str>, A: Display, B: Display, C: Display>(
    source: S,
    values: &dyn Values,
    a: A,
    b: B,
    c: C,
) -> Result<String> {
    Ok(locale(values)?.tf(source.as_ref(), &[&a, &b, &c]))
}

/// `{{ problem|say }}`: a [`Message`] in the visitor's language.
#[askama::filter_fn]
pub fn say(message: &Message, values: &dyn Values) -> Result<String> {
    Ok(message.text(locale(values)?))
}

/// `{{ "app.css"|asset }}`: the address of a bundled file.
#[askama::filter_fn]
pub fn asset(name: &str, _: &dyn Values) -> Result<&'static str> {
    Ok(super::assets::asset_url(name))
}

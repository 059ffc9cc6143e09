//! What the layout draws around every page. A view embeds it as its field `page`.

use super::flash::Flash;
use super::prefs::Prefs;
use super::ruler::Ruler;
use super::{Locale, prefs::Theme};

/// Everything that `templates/layout.html` reads.
#[derive(Debug, Clone)]
pub struct Page {
    /// Language of the page.
    pub locale: Locale,
    /// Light, dark or as the system says.
    pub theme: Theme,
    /// Larger text everywhere.
    pub large_text: bool,
    /// The title in the visitor's language, without the product's name.
    pub title: String,
    /// The main columns, in order.
    pub nav: Vec<NavItem>,
    /// Who is signed in.
    pub user: Option<UserChip>,
    /// The city's name; empty where none is known yet.
    pub tenant: String,
    /// The running campaign and its day.
    pub campaign: Option<CampaignDay>,
    /// A demonstration says so on every page.
    pub demo: bool,
    /// A message from the act before.
    pub flash: Option<Flash>,
    /// The name of this request in the log, for whoever reports a fault.
    pub request_id: String,
    /// A fresh id for the forms of this page: the same act sent twice counts once.
    pub act_id: String,
    /// The local path with query to which the language switch returns.
    pub path: String,
    /// Marking for paper, on pages that carry texts of people.
    pub confidential: Option<Confidential>,
    /// Whether the field of the search stands in the head.
    pub search: bool,
    /// Classes on `body`: `zg-dense`, `zg-fits` or none.
    pub body_class: &'static str,
}

/// One column of the main navigation.
#[derive(Debug, Clone)]
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// The name in the visitor's language.
    pub label: String,
    /// How many things wait there, if any do: `7`, `99+`.
    pub count: Option<String>,
    /// Whether the page belongs to it.
    pub current: bool,
}

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct UserChip {
    /// The account, for what the page's scripts keep.
    pub account: String,
    /// The person's name.
    pub name: String,
    /// The post or the unit.
    pub post_or_unit: String,
}

/// The campaign's name and day.
#[derive(Debug, Clone)]
pub struct CampaignDay {
    /// Its name.
    pub name: String,
    /// Today's day; 1 is the first.
    pub day: u32,
    /// How many days it has.
    pub of: u32,
    /// The ticks.
    pub ruler: Ruler,
}

impl CampaignDay {
    /// The day of a campaign with its ruler.
    pub fn new(name: impl Into<String>, day: u32, of: u32) -> Self {
        Self {
            name: name.into(),
            day,
            of,
            ruler: Ruler::new(day, of),
        }
    }
}

/// Who printed a page with texts, where and when. It appears on paper only.
#[derive(Debug, Clone)]
pub struct Confidential {
    /// The person's name.
    pub name: String,
    /// The unit.
    pub unit: String,
    /// The time, written out.
    pub time: String,
}

impl Page {
    /// A page of nobody in particular: sign-in, errors, tests.
    pub fn bare(locale: Locale) -> Self {
        Self {
            locale,
            theme: Theme::Auto,
            large_text: false,
            title: String::new(),
            nav: Vec::new(),
            user: None,
            tenant: String::new(),
            campaign: None,
            demo: false,
            flash: None,
            request_id: String::new(),
            act_id: String::new(),
            path: "/".to_owned(),
            confidential: None,
            search: false,
            body_class: "",
        }
    }

    /// A bare page that looks as this visitor asked.
    pub fn for_prefs(prefs: &Prefs) -> Self {
        Self {
            theme: prefs.theme,
            large_text: prefs.large_text,
            ..Self::bare(prefs.locale)
        }
    }

    /// The same page with its title, given as source text.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }
}

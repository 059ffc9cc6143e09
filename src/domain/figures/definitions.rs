//! The definitions in force, in the order in which they are shown.

use crate::kernel::locale::Locale;
use crate::kernel::messages::n_;

/// 即知即改, definition 1: confirmed by the leader within this many days of 认领.
pub const IMMEDIATE_DAYS: i32 = 30;

/// Whose problems. Sets overlap and are never added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Population {
    /// Leading bodies and 市级领导.
    CityLevel,
    /// 班子
    Bodies,
    /// 市级领导: the cohort of that name, not a rank.
    CityLeaders,
    /// 市委常委班子和常委: the cohort of that name, of a body and of people.
    StandingCommittee,
    /// 县处级以上: people of tier city or county.
    CountyLevel,
    /// Everyone's.
    All,
}

/// Which of their problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// 审核通过
    Approved,
    /// 预审一次性通过: approved, and never returned by the province.
    FirstPass,
    /// 已完成整改
    Rectified,
    /// 即知即改
    Immediate,
    /// 未完成整改
    Remaining,
    /// 待审核
    ToReview,
    /// 待核验
    ToCheck,
    /// 待编号
    ToNumber,
    /// Remaining with a deadline that is not near.
    OnTime,
    /// Remaining, 临期.
    Soon,
    /// Remaining, 逾期.
    Overdue,
    /// Past review, and not counted among the approved since its owner is moved out 移出.
    SetAside,
}

/// Which people, of those who hold a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeopleSet {
    /// 副科级以上: everyone of the roster.
    All,
    /// With at least one problem submitted, ever.
    Filed,
    /// 县处级以上
    CountyLevel,
    /// 市级领导
    CityLeaders,
    /// 应列清单: everyone but those moved out 移出.
    Due,
    /// 暂缓 at that day, without having filed.
    Deferred,
    /// 移出
    MovedOut,
}

/// Which units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitSet {
    /// 班子
    Bodies,
    /// 县(市、区) in which at least one problem was submitted.
    Counties,
    /// 部门(单位) in which at least one problem was submitted.
    Departments,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// Problems.
    Problems(Population, Measure),
    /// People.
    People(PeopleSet),
    /// Units.
    Units(UnitSet),
}

/// A figure's definition.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// Its name for programs.
    pub code: &'static str,
    /// Its name in Chinese; a key of the catalogue.
    pub label: &'static str,
    /// Unit of count: 个, 名. Different ones are never added up.
    pub unit: &'static str,
    /// 口径 in Chinese; a key of the catalogue; `{0}` is the number of days of 即知即改.
    pub text: &'static str,
    /// Version of the definition.
    pub version: u32,
    /// What is counted.
    pub what: What,
    /// What it is a share of.
    pub of: Option<What>,
}

impl Definition {
    /// 口径 with its version, in a language.
    pub fn wording(&self, locale: Locale, immediate_days: i32) -> String {
        let text = locale.tf(self.text, &[&immediate_days]);
        locale.tf(n_("{0}（口径第 {1} 版）"), &[&text, &self.version])
    }

    /// The same of a list that shows what is counted and no share of anything.
    pub fn wording_of_list(&self, locale: Locale, immediate_days: i32) -> String {
        let listed = LISTED.iter().find(|(code, _)| *code == self.code);
        let (_, text) = listed.copied().unwrap_or((self.code, self.text));
        Self { text, ..*self }.wording(locale, immediate_days)
    }
}

/// What each 未完成整改 counts, said by itself: a list of what remains shows no share.
const LISTED: [(&str, &str); 3] = [
    (
        "remaining_city_leaders",
        n_("市级领导的问题中，审核通过减去已完成整改的。"),
    ),
    (
        "remaining_county_level",
        n_("县处级以上干部的问题中，审核通过减去已完成整改的。"),
    ),
    ("remaining_all", n_("全部问题中，审核通过减去已完成整改的。")),
];

/// The definition of a code.
pub fn by_code(code: &str) -> Option<&'static Definition> {
    ALL.iter().find(|definition| definition.code == code)
}

/// The definition that counts these problems, where there is one.
pub fn problems(population: Population, measure: Measure) -> Option<&'static Definition> {
    let what = What::Problems(population, measure);
    ALL.iter().find(|definition| definition.what == what)
}

macro_rules! define {
    ($($code:literal, $label:expr, $unit:expr, $what:expr, $of:expr, $text:expr;)+) => {
        /// All of them.
        pub const ALL: &[Definition] = &[$(Definition {
            code: $code, label: $label, unit: $unit, text: $text, version: 1, what: $what, of: $of,
        }),+];
    };
}

use Measure as M;
use Population as P;
use What::{People, Problems, Units};

const CITY_LEVEL: Option<What> = Some(Problems(P::CityLevel, M::Approved));
const LEADERS: Option<What> = Some(Problems(P::CityLeaders, M::Approved));
const COMMITTEE: Option<What> = Some(Problems(P::StandingCommittee, M::Approved));
const COUNTY_LEVEL: Option<What> = Some(Problems(P::CountyLevel, M::Approved));
const EVERYONE: Option<What> = Some(Problems(P::All, M::Approved));
const CADRES: Option<What> = Some(People(PeopleSet::All));
const DUE: Option<What> = Some(People(PeopleSet::Due));

define! {
    "bodies", n_("市级班子"), n_("个"), Units(UnitSet::Bodies), None, n_("机构名册中的市级领导班子。");
    "city_leaders", n_("市级领导"), n_("名"), People(PeopleSet::CityLeaders), None,
        n_("统计范围“市级领导”名单中、有任职的干部；是名单，不是职级。");
    "problems_city_level", n_("班子和市级领导查摆问题"), n_("个"), Problems(P::CityLevel, M::Approved), None,
        n_("市级班子和市级领导名下审核通过的问题。");
    "problems_bodies", n_("市级班子查摆问题"), n_("个"), Problems(P::Bodies, M::Approved), CITY_LEVEL,
        n_("市级班子名下审核通过的问题，占班子和市级领导的问题。");
    "problems_city_leaders", n_("市级领导查摆问题"), n_("个"), Problems(P::CityLeaders, M::Approved), CITY_LEVEL,
        n_("市级领导名下审核通过的问题，占班子和市级领导的问题。");
    "problems_standing_committee", n_("市委常委班子和常委查摆问题"), n_("个"), Problems(P::StandingCommittee, M::Approved),
        CITY_LEVEL, n_("统计范围“市委常委班子和常委”名单中的班子和干部名下审核通过的问题，占班子和市级领导的问题；与其他统计范围有重叠，不相加。");
    "first_pass_standing_committee", n_("常委班子和常委预审一次性通过"), n_("个"), Problems(P::StandingCommittee, M::FirstPass),
        COMMITTEE, n_("市委常委班子和常委的问题中，经省活动办预审通过、且预审从未退回过的，占审核通过的。");
    "counties", n_("组织填报的县（市、区）"), n_("个"), Units(UnitSet::Counties), None,
        n_("至少有一个问题提交过的县（市、区）。");
    "departments", n_("组织填报的部门（单位）"), n_("个"), Units(UnitSet::Departments), None,
        n_("至少有一个问题提交过的部门（单位）。");
    "cadres_filed", n_("副科级以上已列清单"), n_("名"), People(PeopleSet::Filed), DUE,
        n_("提交过至少一个问题、没有移出的干部，占应列清单的干部。");
    "cadres_due", n_("应列清单的干部"), n_("名"), People(PeopleSet::Due), CADRES,
        n_("有任职、没有移出的干部，占全部有任职的干部。");
    "cadres_deferred", n_("暂缓的干部"), n_("名"), People(PeopleSet::Deferred), DUE,
        n_("当日在暂缓期内、还没有提交过问题的干部，占应列清单的干部。");
    "cadres_moved_out", n_("移出的干部"), n_("名"), People(PeopleSet::MovedOut), CADRES,
        n_("有任职而已移出（退休、调离、去世、接受审查调查）的干部，占全部有任职的干部。");
    "cadres", n_("有任职的干部"), n_("名"), People(PeopleSet::All), None,
        n_("干部名册中当时有任职的干部，每人计一次。");
    "cadres_county_level", n_("县处级以上干部"), n_("名"), People(PeopleSet::CountyLevel), CADRES,
        n_("主要任职为县处级或市级的干部，含市级领导，占全部有任职的干部。");
    "problems_county_level", n_("县处级以上查摆问题"), n_("个"), Problems(P::CountyLevel, M::Approved), None,
        n_("县处级以上干部名下审核通过的问题，含市级领导，不含班子。");
    "immediate_city_leaders", n_("市级领导即知即改"), n_("个"), Problems(P::CityLeaders, M::Immediate), LEADERS,
        n_("市级领导的问题中，已完成整改且分管领导在认领后 {0} 天内确认完成的，占审核通过的。");
    "immediate_county_level", n_("县处级以上即知即改"), n_("个"), Problems(P::CountyLevel, M::Immediate), COUNTY_LEVEL,
        n_("县处级以上干部的问题中，已完成整改且分管领导在认领后 {0} 天内确认完成的，占审核通过的。");
    "remaining_city_leaders", n_("市级领导未完成整改"), n_("个"), Problems(P::CityLeaders, M::Remaining), LEADERS,
        n_("市级领导的问题中，审核通过减去已完成整改的，占审核通过的。");
    "remaining_county_level", n_("县处级以上未完成整改"), n_("个"), Problems(P::CountyLevel, M::Remaining), COUNTY_LEVEL,
        n_("县处级以上干部的问题中，审核通过减去已完成整改的，占审核通过的。");
    "rectified_city_leaders", n_("市级领导已完成整改"), n_("个"), Problems(P::CityLeaders, M::Rectified), LEADERS,
        n_("市级领导的问题中，分管领导已确认完成、且未被退回或重新整改的，占审核通过的。");
    "rectified_county_level", n_("县处级以上已完成整改"), n_("个"), Problems(P::CountyLevel, M::Rectified), COUNTY_LEVEL,
        n_("县处级以上干部的问题中，分管领导已确认完成、且未被退回或重新整改的，占审核通过的。");
    "problems_all", n_("全部查摆问题"), n_("个"), Problems(P::All, M::Approved), None,
        n_("班子和全体干部名下审核通过的问题。");
    "immediate_all", n_("全部即知即改"), n_("个"), Problems(P::All, M::Immediate), EVERYONE,
        n_("全部问题中，已完成整改且分管领导在认领后 {0} 天内确认完成的，占审核通过的。");
    "rectified_all", n_("全部已完成整改"), n_("个"), Problems(P::All, M::Rectified), EVERYONE,
        n_("全部问题中，分管领导已确认完成、且未被退回或重新整改的，占审核通过的。");
    "remaining_all", n_("全部未完成整改"), n_("个"), Problems(P::All, M::Remaining), EVERYONE,
        n_("全部问题中，审核通过减去已完成整改的，占审核通过的。");
    "overdue_all", n_("逾期未完成"), n_("个"), Problems(P::All, M::Overdue), Some(Problems(P::All, M::Remaining)),
        n_("未完成整改的问题中，整改时限早于当日的，占未完成整改的；以当日日期计，次日零时起算逾期。");
    "problems_moved_out", n_("移出的问题"), n_("个"), Problems(P::All, M::SetAside), None,
        n_("审核通过、因本人移出而既不算审核通过也不算未完成的问题；移出前已销号的不在内。");
    "waiting_review", n_("待审核"), n_("个"), Problems(P::All, M::ToReview), None, n_("已提交、尚在审核流程中的问题。");
    "waiting_check", n_("待核验"), n_("个"), Problems(P::All, M::ToCheck), None,
        n_("分管领导已确认完成、等督察指导组核验的问题。");
    "waiting_number", n_("待编号销号"), n_("个"), Problems(P::All, M::ToNumber), None, n_("核验通过、等活动办编号销号的问题。");
}

//! The conditions of all definitions, once, as columns over the rows of an instant.
//!
//! Each macro puts a `select …` before and a tail behind `from (facts)`, so that sqlx still checks the whole. Parameters: $1
//! tenant, $2 campaign, $3 the instant (for `days` several); problems also $4 days of 即知即改, $5 the day, $6 the last day
//! that is 临期. Further ones are the caller's. `open`, `past`, `days` and their kin only differ in which rows hold when; open rows are
//! found by covering indexes of their own. What decides 已完成整改 and 即知即改 of a row is kept beside it (`took_days`, `due_open`).

/// Problems at an instant, with whose they are and which measures they count in.
///
/// `all_open` and `all_past` leave out the sets that are named lists, which are asked of few owners by `listed_…`: without the
/// owner and the problem a whole city is counted from a small index of equal rows.
macro_rules! problem_facts {
    (open, $asked:expr, $($rest:tt)*) => {
        problem_facts!(@ "(select $3::timestamptz as at)", "s.to_at = 'infinity'", $asked.moment.at, $asked, $($rest)*)
    };
    (past, $asked:expr, $($rest:tt)*) => {
        problem_facts!(@ "(select $3::timestamptz as at)", "s.from_at <= t.at and t.at < s.to_at", $asked.moment.at,
            $asked, $($rest)*)
    };
    (listed_open, $asked:expr, $($rest:tt)*) => {
        problem_facts!(@ "(select $3::timestamptz as at)", "s.to_at = 'infinity'
            and s.owner_id in (select owner_id from cohort_members where tenant_id = $1)", $asked.moment.at, $asked,
            $($rest)*)
    };
    (listed_past, $asked:expr, $($rest:tt)*) => {
        problem_facts!(@ "(select $3::timestamptz as at)", "s.from_at <= t.at and t.at < s.to_at
            and s.owner_id in (select owner_id from cohort_members where tenant_id = $1)", $asked.moment.at, $asked,
            $($rest)*)
    };
    (all_open, $asked:expr, $($rest:tt)*) => {
        problem_facts!(@all "s.to_at = 'infinity'", $asked.moment.at, $asked, $($rest)*)
    };
    (all_past, $asked:expr, $($rest:tt)*) => {
        problem_facts!(@all "s.from_at <= $3 and $3 < s.to_at", $asked.moment.at, $asked, $($rest)*)
    };
    // Of a whole city's history only the owners who are asked for are held against each instant; no trend is of 一次性通过.
    (days, $at:expr, $asked:expr, $($rest:tt)*) => {
        problem_facts!(@passing "false", "(select unnest($3::timestamptz[]) as at)", "s.from_at <= t.at and t.at < s.to_at
            and (s.tier in ('city', 'county') or s.owner_id in (
                select owner_id from cohort_members where tenant_id = $1))", $at, $asked, $($rest)*)
    };
    // Equal rows, which stand together in the index, are looked at once, with how many they are, and each condition once for them
    // (offset 0): a third of the work of a whole city.
    (@all $holds:literal, $($rest:tt)*) => {
        problem_facts!(@facts ["$3::timestamptz as at, s.n,", "false", "false", "false", "offset 0"]
            [r#"(select s.top_unit_id, s.tier, s.owner_kind, s.state, s.rectification, s.due_open, s.took_days, s.moved_out,
                        s.deferred_until, count(*)::integer as n
                    from problem_spans s where s.tenant_id = $1 and s.campaign_id = $2 and "# + $holds + r#"
                    group by s.top_unit_id, s.tier, s.owner_kind, s.state, s.rectification, s.due_open, s.took_days, s.moved_out,
                        s.deferred_until) s"#]
            $($rest)*)
    };
    // 一次性通过 is looked up only where a figure asks for it: joined, a plan for any value counted it anew for each row.
    (@ $instants:literal, $holds:literal, $($rest:tt)*) => {
        problem_facts!(@passing "s.problem_id in (select p.problem_id from verdicts p
            where p.tenant_id = $1 and p.stage = 'province' and p.at <= $3
            group by p.problem_id having bool_and(p.verdict = 'approved'))", $instants, $holds, $($rest)*)
    };
    (@passing $passed:literal, $instants:literal, $holds:literal, $($rest:tt)*) => {
        problem_facts!(@facts
            ["t.at, 1 as n, s.problem_id, s.owner_id, s.unit_id, s.due_on, s.cosigned_at,",
                "l.owner_id is not null and s.owner_kind = 'person'", "c.owner_id is not null", $passed, ""]
            [r#"problem_spans s join "# + $instants + " t on " + $holds + r#" left join (
                        select distinct i.at, m.owner_id from cohorts c
                        join cohort_members m on m.tenant_id = c.tenant_id and m.cohort_id = c.id
                        join "# + $instants + r#" i on m.from_at <= i.at and i.at < m.to_at
                        where c.tenant_id = $1 and c.campaign_id = $2 and c.code = 'city_leaders'
                    ) l on l.owner_id = s.owner_id and l.at = t.at
                    left join (
                        select distinct i.at, m.owner_id from cohorts c
                        join cohort_members m on m.tenant_id = c.tenant_id and m.cohort_id = c.id
                        join "# + $instants + r#" i on m.from_at <= i.at and i.at < m.to_at
                        where c.tenant_id = $1 and c.campaign_id = $2 and c.code = 'standing_committee'
                    ) c on c.owner_id = s.owner_id and c.at = t.at
                    where s.tenant_id = $1 and s.campaign_id = $2"#]
            $($rest)*)
    };
    (@facts [$columns:literal, $leader:literal, $committee:literal, $passed:literal, $once:literal] [$($source:tt)+] $at:expr, $asked:expr, $tenant:expr, $out:ident, $select:literal $(+ $selected:literal)*,
        $tail:literal $(+ $tailed:literal)* $(, $arg:expr)* $(,)?) => {
        sqlx::query_as!(
            $out,
            $select $(+ $selected)* + r#" from (
                select a.*, bodies or city_leaders as city_level, approved and not rectified as remaining,
                    rectified and a.took_days <= $4 as immediate,
                    approved and not rectified and (deferred or coalesce(a.due_open > $6, true)) as on_time,
                    approved and not rectified and not deferred and coalesce(a.due_open between $5 and $6, false) as soon,
                    approved and not rectified and not deferred and coalesce(a.due_open < $5, false) as overdue
                from (
                    select "# + $columns + r#" s.owner_kind, s.top_unit_id, s.tier, s.state, s.rectification,
                        s.due_open, s.took_days,
                        s.owner_kind = 'body' as bodies,
                        s.owner_kind = 'person' and s.tier in ('city', 'county') as county_level,
                        "# + $leader + " as city_leaders, " + $committee + r#" as standing_committee,
                        not s.moved_out and s.state in ('awaiting_owner', 'awaiting_leader', 'claimed') as approved,
                        s.moved_out and s.state in ('awaiting_owner', 'awaiting_leader', 'claimed') as set_aside,
                        coalesce(s.deferred_until >= $5, false) as deferred,
                        not s.moved_out and s.state in ('awaiting_owner', 'awaiting_leader', 'claimed') and "# + $passed + r#" as first_pass,
                        not s.moved_out and s.state in ('awaiting_owner', 'awaiting_leader', 'claimed') and s.took_days is not null
                            as rectified,
                        s.state = 'submitted' and not s.moved_out as to_review,
                        coalesce(s.rectification = 'awaiting_check', false) and not s.moved_out as to_check,
                        coalesce(s.rectification = 'awaiting_number', false) and not s.moved_out as to_number
                    from "# + $($source)+ + " " + $once + r#"
                ) a
            ) f "# + $tail $(+ $tailed)*,
            $tenant, $asked.campaign.0, $at, $asked.immediate_days, $asked.moment.day, $asked.moment.soon_until
            $(, $arg)*
        )
    };
}

/// People who hold a post at an instant, each once, by their main post. $4 is the day.
///
/// A plan that takes a city for a nation held each person against each problem. Of now their owners come from an index, each once, in
/// a full join (behind offset 0), which no plan can make row against row; of a past moment owners are sorted together with posts.
macro_rules! people_facts {
    (open, $($rest:tt)*) => {
        people_facts!(@ r#"select y.* from (
                        select x.*, o.owner_id is not null as ever
                        from (select distinct on (p.person_id) p.person_id, p.unit_id, p.tier, p.title, p.sort_no from posts p
                            where p.tenant_id = $1 and p.from_at <= $3 and $3 < p.to_at
                            order by p.person_id, p.position, p.from_at, p.id) x
                        full join (select s.owner_id from problem_spans s where s.tenant_id = $1 and s.campaign_id = $2
                            and s.owner_kind = 'person' and s.revision > 0 and s.to_at = 'infinity'
                            group by s.owner_id) o on o.owner_id = x.person_id
                        offset 0
                    ) y where y.person_id is not null"#, $($rest)*)
    };
    (past, $($rest:tt)*) => {
        people_facts!(@ r#"select distinct on (y.person_id) y.person_id, y.unit_id, y.tier, y.title, y.sort_no, y.ever
                    from (
                        select x.*, bool_or(x.owns) over (partition by x.person_id) as ever from (
                            select p.person_id, p.unit_id, p.tier, p.title, p.sort_no, p.position, p.from_at, p.id, false as owns
                            from posts p where p.tenant_id = $1 and p.from_at <= $3 and $3 < p.to_at
                            union all
                            select distinct s.owner_id, null::uuid, null, null, null::integer, null::integer, null::timestamptz,
                                null::uuid, true
                            from problem_spans s where s.tenant_id = $1 and s.campaign_id = $2 and s.owner_kind = 'person'
                                and s.revision > 0 and s.from_at <= $3 and $3 < s.to_at
                        ) x
                    ) y where y.unit_id is not null
                    order by y.person_id, y.position, y.from_at, y.id"#, $($rest)*)
    };
    (@ $people:literal, $asked:expr, $tenant:expr, $out:ident, $select:literal $(+ $selected:literal)*,
        $tail:literal $(+ $tailed:literal)* $(, $arg:expr)* $(,)?) => {
        sqlx::query_as!(
            $out,
            $select $(+ $selected)* + r#" from (
                select b.*, ever and not moved_out as filed, not moved_out as due,
                    paused and not moved_out and not ever as deferred
                from (
                select m.person_id, m.unit_id, u.top_id as top_unit_id, m.tier, m.title, m.sort_no,
                    m.tier in ('city', 'county') as county_level,
                    m.person_id in (
                        select cm.owner_id from cohorts c
                        join cohort_members cm on cm.tenant_id = c.tenant_id and cm.cohort_id = c.id
                        where c.tenant_id = $1 and c.campaign_id = $2 and c.code = 'city_leaders'
                            and cm.from_at <= $3 and $3 < cm.to_at) as city_leaders,
                    m.person_id in (
                        select x.person_id from side_states x where x.tenant_id = $1 and x.kind = 'moved_out'
                            and x.from_at <= $3 and $3 < x.to_at) as moved_out,
                    m.person_id in (
                        select x.person_id from side_states x where x.tenant_id = $1 and x.kind = 'deferred'
                            and x.until_on >= $4 and x.from_at <= $3 and $3 < x.to_at) as paused,
                    m.ever
                from ("# + $people + r#") m
                join units u on u.tenant_id = $1 and u.id = m.unit_id
                ) b
            ) f "# + $tail $(+ $tailed)*,
            $tenant, $asked.campaign.0, $asked.moment.at, $asked.moment.day $(, $arg)*
        )
    };
}

/// Bodies, counties and departments at an instant.
macro_rules! unit_facts {
    // Of now a first one is soon found along an index; of a past moment there is none by unit.
    (open, $($rest:tt)*) => {
        unit_facts!(@ "(select true from problem_spans s
            where s.tenant_id = $1 and s.campaign_id = $2 and s.top_unit_id = u.id and s.revision > 0
                and s.to_at = 'infinity' limit 1) is not null", $($rest)*)
    };
    (past, $($rest:tt)*) => {
        unit_facts!(@ "u.id in (select distinct s.top_unit_id from problem_spans s
            where s.tenant_id = $1 and s.campaign_id = $2 and s.revision > 0 and s.from_at <= $3 and $3 < s.to_at)", $($rest)*)
    };
    (@ $organised:literal, $asked:expr, $tenant:expr, $out:ident, $select:literal, $tail:literal $(, $arg:expr)* $(,)?) => {
        sqlx::query_as!(
            $out,
            $select + r#" from (
                select a.*, a.kind = 'body' as bodies, a.kind = 'county' and a.organised as counties,
                    a.kind = 'department' and a.organised as departments
                from (
                    select u.id, u.name, u.kind, u.sort_no, "# + $organised + r#" as organised
                    from units u where u.tenant_id = $1 and u.created_at <= $3
                        and (u.withdrawn_at is null or $3 < u.withdrawn_at)
                        and u.kind in ('body', 'county', 'department')
                ) a
            ) f "# + $tail,
            $tenant, $asked.campaign.0, $asked.moment.at $(, $arg)*
        )
    };
}

pub(super) use {people_facts, problem_facts, unit_facts};

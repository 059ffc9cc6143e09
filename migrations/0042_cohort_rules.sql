-- Cohorts are sets that the office edits: who is in by rule and by name, and the way of review that they take.
alter table cohorts
    add column rule text not null default '{}',
    add column route text not null default '' constraint cohorts_route_form check (route ~ '^[a-z,]*$'),
    add column sort_no integer not null default 100 constraint cohorts_sort_no_range check (sort_no between 1 and 999),
    add constraint cohorts_name_length check (length(name) between 1 and 40);
comment on column cohorts.rule is
    'JSON: tiers and units whose people are in, and owners named one by one. What it means is kept in cohort_members with dates.';
comment on column cohorts.route is
    'Stages of review, comma separated, in place of those of the tier; empty: none of its own. Copied to a problem at submission.';
comment on column cohorts.sort_no is 'Of several cohorts with a route that an owner is in, the lowest decides.';
create index cohort_members_owner on cohort_members (tenant_id, owner_id) where to_at = 'infinity';

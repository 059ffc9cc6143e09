create table campaigns (
    tenant_id uuid not null constraint campaigns_tenant_fk references tenants (id),
    id uuid not null,
    name text not null constraint campaigns_name_length check (length(name) between 1 and 60),
    starts_on date not null,
    filing_ends_on date not null,
    ends_on date not null,
    created_at timestamptz not null,
    constraint campaigns_pk primary key (tenant_id, id),
    constraint campaigns_dates_ordered check (starts_on <= filing_ends_on and filing_ends_on <= ends_on)
);
select tenant_table('campaigns', 'select, insert, update');

create table terms (
    tenant_id uuid not null constraint terms_tenant_fk references tenants (id),
    campaign_id uuid not null,
    kind text not null constraint terms_kind_known check (kind in ('ill', 'not', 'aspect', 'source', 'reason')),
    code text not null,
    label text not null,
    label_en text not null default '',
    sort_no integer not null,
    retired_at timestamptz,
    constraint terms_pk primary key (tenant_id, campaign_id, kind, code),
    constraint terms_campaign_fk foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id)
);
comment on table terms is 'Dictionaries of a campaign: editable data, retired and never deleted.';
select tenant_table('terms', 'select, insert, update');

create table routes (
    tenant_id uuid not null constraint routes_tenant_fk references tenants (id),
    campaign_id uuid not null,
    tier text not null constraint routes_tier_known check (tier in ('city', 'county', 'township', 'body')),
    position integer not null,
    stage text not null constraint routes_stage_known check (stage in ('leader', 'unit', 'group', 'form', 'province')),
    constraint routes_pk primary key (tenant_id, campaign_id, tier, position),
    constraint routes_campaign_fk foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id)
);
comment on table routes is 'Stages that a submitted problem of a tier passes, in order; copied to the problem at submission.';
select tenant_table('routes', 'select, insert, update, delete');

create table supervision_groups (
    tenant_id uuid not null constraint supervision_groups_tenant_fk references tenants (id),
    id uuid not null,
    campaign_id uuid not null,
    name text not null,
    all_units boolean not null default false,
    sort_no integer not null,
    constraint supervision_groups_pk primary key (tenant_id, id),
    constraint supervision_groups_campaign_fk foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
    constraint supervision_groups_name_unique unique (tenant_id, campaign_id, name)
);
comment on column supervision_groups.all_units is 'Watches every unit that no other group was assigned.';
select tenant_table('supervision_groups', 'select, insert, update');

create table group_members (
    tenant_id uuid not null constraint group_members_tenant_fk references tenants (id),
    group_id uuid not null,
    person_id uuid not null,
    head boolean not null default false,
    from_at timestamptz not null,
    to_at timestamptz not null default 'infinity',
    constraint group_members_pk primary key (tenant_id, group_id, person_id, from_at),
    constraint group_members_group_fk foreign key (tenant_id, group_id) references supervision_groups (tenant_id, id),
    constraint group_members_person_fk foreign key (tenant_id, person_id) references persons (tenant_id, id)
);
create index group_members_person on group_members (tenant_id, person_id) where to_at = 'infinity';
select tenant_table('group_members', 'select, insert, update');

create table group_units (
    tenant_id uuid not null constraint group_units_tenant_fk references tenants (id),
    unit_id uuid not null,
    group_id uuid not null,
    from_at timestamptz not null,
    to_at timestamptz not null default 'infinity',
    constraint group_units_pk primary key (tenant_id, unit_id, from_at),
    constraint group_units_group_fk foreign key (tenant_id, group_id) references supervision_groups (tenant_id, id),
    constraint group_units_unit_fk foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
create unique index group_units_one_open on group_units (tenant_id, unit_id) where to_at = 'infinity';
comment on table group_units is 'Top units (county, department, body) assigned to a group; one group a unit at a time.';
select tenant_table('group_units', 'select, insert, update');

create table cohorts (
    tenant_id uuid not null constraint cohorts_tenant_fk references tenants (id),
    id uuid not null,
    campaign_id uuid not null,
    code text not null,
    name text not null,
    constraint cohorts_pk primary key (tenant_id, id),
    constraint cohorts_campaign_fk foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
    constraint cohorts_code_unique unique (tenant_id, campaign_id, code)
);
comment on table cohorts is 'Named sets of owners that no rank defines, such as 市级领导. Sets overlap and are never added up.';
select tenant_table('cohorts', 'select, insert, update');

create table cohort_members (
    tenant_id uuid not null constraint cohort_members_tenant_fk references tenants (id),
    cohort_id uuid not null,
    owner_id uuid not null,
    from_at timestamptz not null,
    to_at timestamptz not null default 'infinity',
    constraint cohort_members_pk primary key (tenant_id, cohort_id, owner_id, from_at),
    constraint cohort_members_cohort_fk foreign key (tenant_id, cohort_id) references cohorts (tenant_id, id)
);
comment on column cohort_members.owner_id is 'A person, or a unit of kind body.';
select tenant_table('cohort_members', 'select, insert, update');

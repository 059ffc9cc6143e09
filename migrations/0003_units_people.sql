create table units (
    tenant_id uuid not null constraint units_tenant_fk references tenants (id),
    id uuid not null,
    name text not null constraint units_name_length check (length(name) between 1 and 60),
    kind text not null constraint units_kind_known
        check (kind in ('region', 'body', 'county', 'department', 'subordinate')),
    parent_id uuid,
    top_id uuid not null,
    region_code text constraint units_region_code_form check (region_code ~ '^[0-9A-Z]{2,12}$'),
    credit_code text constraint units_credit_code_form check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    sort_no integer not null,
    created_at timestamptz not null,
    constraint units_pk primary key (tenant_id, id),
    constraint units_parent_fk foreign key (tenant_id, parent_id) references units (tenant_id, id),
    constraint units_top_fk foreign key (tenant_id, top_id) references units (tenant_id, id) deferrable initially deferred,
    constraint units_name_unique unique nulls not distinct (tenant_id, parent_id, name)
);
comment on column units.top_id is 'The county, department or body this unit is counted under; itself for those and for the region.';
comment on column units.sort_no is 'Official order (机构序列), never alphabetical, never a ranking.';
select tenant_table('units', 'select, insert, update');

create table persons (
    tenant_id uuid not null constraint persons_tenant_fk references tenants (id),
    id uuid not null,
    staff_no text not null constraint persons_staff_no_form check (staff_no ~ '^[A-Z0-9][A-Z0-9._-]{0,31}$'),
    name text not null constraint persons_name_length check (length(name) between 1 and 40),
    sex text constraint persons_sex_known check (sex in ('m', 'f')),
    born date,
    created_at timestamptz not null,
    constraint persons_pk primary key (tenant_id, id),
    constraint persons_staff_no_unique unique (tenant_id, staff_no)
);
select tenant_table('persons', 'select, insert, update');

create table posts (
    tenant_id uuid not null constraint posts_tenant_fk references tenants (id),
    id uuid not null,
    person_id uuid not null,
    unit_id uuid not null,
    title text not null constraint posts_title_length check (length(title) <= 60),
    rank text not null constraint posts_rank_known check (rank in
        ('city_principal', 'city_deputy', 'county_principal', 'county_deputy', 'township_principal', 'township_deputy')),
    tier text not null constraint posts_tier_known check (tier in ('city', 'county', 'township')),
    leader_id uuid,
    position integer not null default 1,
    sort_no integer not null default 0,
    from_at timestamptz not null,
    to_at timestamptz not null default 'infinity',
    constraint posts_pk primary key (tenant_id, id),
    constraint posts_person_fk foreign key (tenant_id, person_id) references persons (tenant_id, id),
    constraint posts_unit_fk foreign key (tenant_id, unit_id) references units (tenant_id, id),
    constraint posts_leader_fk foreign key (tenant_id, leader_id) references persons (tenant_id, id),
    constraint posts_leader_is_another check (leader_id <> person_id)
);
create unique index posts_open_unique on posts (tenant_id, person_id, unit_id, title) where to_at = 'infinity';
create index posts_person on posts (tenant_id, person_id, position);
create index posts_unit on posts (tenant_id, unit_id) where to_at = 'infinity';
create index posts_leader on posts (tenant_id, leader_id) where to_at = 'infinity';
comment on column posts.leader_id is '分管领导: co-signs for this person in this post; never the person.';
comment on column posts.position is '1 is the main post: unit, tier and leader of new problems come from it.';
select tenant_table('posts', 'select, insert, update');

create table grants (
    tenant_id uuid not null constraint grants_tenant_fk references tenants (id),
    id uuid not null,
    account_id uuid not null constraint grants_account_fk references accounts (id),
    role text not null constraint grants_role_known check (role in
        ('reviewer', 'group_head', 'liaison', 'unit_head', 'unit_admin', 'county_office', 'office', 'office_head',
         'city_reader', 'province', 'figures', 'sysadmin', 'secadmin', 'auditor')),
    unit_id uuid,
    from_at timestamptz not null,
    to_at timestamptz not null default 'infinity',
    constraint grants_pk primary key (tenant_id, id),
    constraint grants_unit_fk foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
create index grants_account on grants (tenant_id, account_id) where to_at = 'infinity';
comment on table grants is
    'Roles of an account beyond what follows from posts (official: has a post; leader: is named on a post as leader in charge).';
comment on column grants.role is
    'city_reader: named by the head of the office to read texts of 市级领导 and bodies; figures: 领导查阅.';
comment on column grants.unit_id is 'For roles of one unit or county: liaison, unit_head, unit_admin, county_office.';
select tenant_table('grants', 'select, insert, update');

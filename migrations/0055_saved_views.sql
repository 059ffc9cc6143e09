-- Questions to lists that somebody saved under a name: filters and columns, never rows. Whoever opens a shared one sees what they may read.

create table saved_views (
    tenant_id uuid not null constraint saved_views_tenant_fk references tenants (id),
    id uuid not null,
    account_id uuid not null constraint saved_views_account_fk references accounts (id),
    list text not null constraint saved_views_list_form check (list ~ '^[a-z-]{1,30}$'),
    name text not null constraint saved_views_name_length check (length(name) between 1 and 40),
    query text not null constraint saved_views_query_length check (length(query) <= 2000),
    shared text not null default 'nobody'
        constraint saved_views_shared_known check (shared in ('nobody', 'unit', 'group', 'everybody')),
    unit_id uuid constraint saved_views_unit_when_shared check ((unit_id is not null) = (shared = 'unit')),
    group_id uuid constraint saved_views_group_when_shared check ((group_id is not null) = (shared = 'group')),
    opens_list boolean not null default false,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    constraint saved_views_pk primary key (tenant_id, id),
    constraint saved_views_name_unique unique (tenant_id, account_id, list, name),
    constraint saved_views_unit_fk foreign key (tenant_id, unit_id) references units (tenant_id, id),
    constraint saved_views_group_fk foreign key (tenant_id, group_id) references supervision_groups (tenant_id, id)
);
create unique index saved_views_one_opens on saved_views (tenant_id, account_id, list) where opens_list;
create index saved_views_shared on saved_views (tenant_id, list) where shared <> 'nobody';
comment on table saved_views is 'Views 视图 of lists: a question under a name.';
comment on column saved_views.list is 'The word of the list, such as people.';
comment on column saved_views.query is 'Filters and columns as they stand in an address; never a place within the list.';
comment on column saved_views.shared is 'Who finds it above the list beside its owner: of a unit, of a supervision group, or whoever may open the list.';
comment on column saved_views.opens_list is 'Whether the list opens so for its owner when nothing else is asked.';
select tenant_table('saved_views', 'select, insert, update (name, shared, unit_id, group_id, opens_list, changed_at), delete');

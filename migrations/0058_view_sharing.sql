-- Views of others: whoever uses one keeps it above the list; what does not belong there the office takes down, and it stays its owner's alone.

alter table saved_views add column withdrawn_at timestamptz
    constraint saved_views_withdrawn_is_private check (withdrawn_at is null or shared = 'nobody');
comment on column saved_views.withdrawn_at is 'When the office took it down: it is shared no more.';
grant update (withdrawn_at) on saved_views to zhenggai_app;

create table view_pins (
    tenant_id uuid not null constraint view_pins_tenant_fk references tenants (id),
    account_id uuid not null constraint view_pins_account_fk references accounts (id),
    view_id uuid not null,
    pinned_at timestamptz not null,
    constraint view_pins_pk primary key (tenant_id, account_id, view_id),
    constraint view_pins_view_fk foreign key (tenant_id, view_id) references saved_views (tenant_id, id)
);
create index view_pins_view on view_pins (tenant_id, view_id);
comment on table view_pins is 'Views of others that an account keeps above the list 置顶. They are found as long as they are shared.';
select tenant_table('view_pins', 'select, insert, delete');

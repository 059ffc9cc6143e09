-- The province goes through packages as a group goes through lots: one reviewer a package at a time, and a verdict can be undone
-- before it is carried down.

create table package_holds (
    tenant_id uuid not null constraint package_holds_tenant_fk references tenants (id),
    package_id uuid not null,
    account_id uuid not null constraint package_holds_account_fk references accounts (id),
    holds_until timestamptz not null,
    constraint package_holds_pk primary key (tenant_id, package_id),
    constraint package_holds_package_fk foreign key (tenant_id, package_id) references received_packages (tenant_id, id)
);
comment on table package_holds is 'Who goes through a package now: one at a time, until nothing was ruled in it for a while.';
select tenant_table('package_holds', 'select, insert, update');

alter table received_reasons add column verdict_id uuid;
comment on column received_reasons.verdict_id is
    'Of which verdict; null in rows older than the undoing of verdicts. Those of a verdict that was undone stay, and are no longer read.';

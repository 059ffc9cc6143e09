-- 代理: somebody stands in for a leader in charge between two days, and every act done so says it.

create table delegations (
    tenant_id uuid not null constraint delegations_tenant_fk references tenants (id),
    id uuid not null,
    leader_id uuid not null,
    delegate_id uuid not null,
    from_on date not null,
    until_on date not null,
    signs boolean not null,
    reason text not null constraint delegations_reason_length check (length(reason) between 1 and 500),
    account_id uuid not null,
    at timestamptz not null,
    ended_at timestamptz,
    ended_by uuid,
    ended_why text constraint delegations_ended_why_length check (length(ended_why) between 1 and 500),
    constraint delegations_pk primary key (tenant_id, id),
    constraint delegations_leader_fk foreign key (tenant_id, leader_id) references persons (tenant_id, id),
    constraint delegations_delegate_fk foreign key (tenant_id, delegate_id) references persons (tenant_id, id),
    constraint delegations_by_another check (delegate_id <> leader_id),
    constraint delegations_days_in_order check (until_on >= from_on),
    constraint delegations_end_told check ((ended_at is null) = (ended_why is null) and (ended_at is null) = (ended_by is null))
);
create index delegations_delegate on delegations (tenant_id, delegate_id, until_on) where ended_at is null;
create index delegations_leader on delegations (tenant_id, leader_id, from_on);
comment on table delegations is '代理: who stands in for which leader in charge, as the office ordered it.';
comment on column delegations.from_on is 'The first day, in Asia/Shanghai.';
comment on column delegations.until_on is 'The last day; after it nothing has to be done to end it.';
comment on column delegations.signs is 'Whether the delegate signs in the leader''s stead, too.';
comment on column delegations.ended_at is 'Recorded time when the office ended it early; it holds no longer from that moment on.';
select tenant_table('delegations', 'select, insert, update (ended_at, ended_by, ended_why)');

alter table events add column delegation_id uuid;
comment on column events.delegation_id is 'By which delegation it was done in a leader''s stead; the data says it, too.';

-- What was written before was in nobody's stead, so there is nothing to look up.
alter table verdicts
    add column delegation_id uuid,
    add constraint verdicts_delegation_fk foreign key (tenant_id, delegation_id) references delegations (tenant_id, id) not valid;
comment on column verdicts.delegation_id is 'Of a leader''s reading or refusal: by which delegation somebody stood in.';

alter table signatures
    add column delegation_id uuid,
    add column declared text,
    add constraint signatures_delegation_fk foreign key (tenant_id, delegation_id) references delegations (tenant_id, id) not valid,
    add constraint signatures_in_whose_stead check ((acting_for is null) = (delegation_id is null)
        and (acting_for is null) = (declared is null) and (acting_for is null or role = 'leader'));
comment on column signatures.acting_for is 'The leader in charge in whose stead the signer signed; null: for themself.';
comment on column signatures.declared is 'What whoever signed in another''s stead declared beside the statement: who, for whom, from when until when.';
comment on column signatures.binding_sha256 is
    'SHA-256 of the canonical JSON of statement digest, signer, role, acting for, wording version, nonce; in another''s stead also of the delegation and what was declared.';

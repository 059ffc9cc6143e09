-- 代填: a liaison enters for somebody of their unit, who confirms it, or gives it back with a word.

create table entries (
    tenant_id uuid not null constraint entries_tenant_fk references tenants (id),
    problem_id uuid not null,
    account_id uuid not null,
    at timestamptz not null,
    returned_at timestamptz,
    words text not null default '' constraint entries_words_length check (length(words) <= 500),
    confirmed_at timestamptz,
    constraint entries_pk primary key (tenant_id, problem_id),
    constraint entries_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id),
    constraint entries_settled_one_way check (confirmed_at is null or returned_at is null)
);
create index entries_account on entries (tenant_id, account_id, at);
comment on table entries is 'Drafts that somebody else typed for their owner.';
comment on column entries.account_id is 'Who typed it.';
comment on column entries.returned_at is 'When the owner gave it back; null again once it was changed after that.';
comment on column entries.words is 'What the owner said to it.';
comment on column entries.confirmed_at is 'When the owner took it as their own; from then on it is a draft like any other.';
select tenant_table('entries', 'select, insert, update (returned_at, words, confirmed_at)');

alter table problems add column entered_by uuid;
comment on column problems.entered_by is
    'Account of whoever typed it for its owner, until the owner confirms it: before that it is neither submitted nor signed.';

-- 延期: more time is asked for before the limit is over; the leader in charge decides, then the office. Nothing that was signed breaks.

create table extensions (
    tenant_id uuid not null constraint extensions_tenant_fk references tenants (id),
    id uuid not null,
    campaign_id uuid not null,
    problem_id uuid not null,
    cycle integer not null,
    state text not null constraint extensions_state_known check (state in ('awaiting_leader', 'awaiting_office', 'approved', 'refused')),
    was_due_on date not null,
    new_due_on date not null,
    reason text not null constraint extensions_reason_length check (length(reason) between 1 and 2000),
    progress text not null constraint extensions_progress_length check (length(progress) between 1 and 2000),
    account_id uuid not null,
    at timestamptz not null,
    constraint extensions_pk primary key (tenant_id, id),
    constraint extensions_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id),
    constraint extensions_campaign_fk foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
    constraint extensions_later check (new_due_on > was_due_on)
);
create unique index extensions_one_waiting on extensions (tenant_id, problem_id, cycle) where state in ('awaiting_leader', 'awaiting_office');
create index extensions_waiting on extensions (tenant_id, campaign_id, state, at) where state in ('awaiting_leader', 'awaiting_office');
create index extensions_problem on extensions (tenant_id, problem_id, at);
comment on table extensions is '延期申请: each a record of its own beside what was signed. One that waits while its problem is confirmed as done lapses by itself.';
comment on column extensions.cycle is 'Round of rectification that it belongs to.';
comment on column extensions.state is 'Whose decision it waits for, or what was decided.';
comment on column extensions.was_due_on is 'The limit when it was asked for.';
comment on column extensions.new_due_on is 'The limit that is asked for: later.';
comment on column extensions.progress is 'How far the work has come.';
comment on column extensions.account_id is 'Who asked.';
select tenant_table('extensions', 'select, insert, update');

create table extension_decisions (
    tenant_id uuid not null constraint extension_decisions_tenant_fk references tenants (id),
    extension_id uuid not null,
    gate text not null constraint extension_decisions_gate_known check (gate in ('leader', 'office')),
    approved boolean not null,
    words text not null default '' constraint extension_decisions_words_length check (length(words) <= 2000),
    account_id uuid not null,
    at timestamptz not null,
    constraint extension_decisions_pk primary key (tenant_id, extension_id, gate),
    constraint extension_decisions_extension_fk foreign key (tenant_id, extension_id) references extensions (tenant_id, id),
    constraint extension_decisions_reason_given check (approved or length(words) > 0)
);
comment on table extension_decisions is 'What leader in charge and office decided on an extension; a refusal says why.';
comment on column extension_decisions.gate is 'The leader in charge decides first, then the office (of 乡科级 in a county the county office).';
select tenant_table('extension_decisions', 'select, insert');

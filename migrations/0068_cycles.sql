-- 重新整改: closed is final, and only a look-back or a request that the office accepts opens a new cycle. What was is never changed.

create table cycles (
    tenant_id uuid not null constraint cycles_tenant_fk references tenants (id),
    problem_id uuid not null,
    cycle integer not null constraint cycles_not_the_first check (cycle > 1),
    cause text not null constraint cycles_cause_known check (cause in ('look_back', 'request')),
    words text not null constraint cycles_words_length check (length(words) between 1 and 2000),
    due_on date not null,
    account_id uuid not null,
    at timestamptz not null,
    constraint cycles_pk primary key (tenant_id, problem_id, cycle),
    constraint cycles_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id)
);
comment on table cycles is 'Rounds of rectification after the first: why each was opened, and its own limit. The claim of the first stands for as long as its text is not corrected; completion, check and number are each round''s own.';
comment on column cycles.cause is 'A relapse that a look-back found, or a request that was accepted.';
comment on column cycles.words is 'What was found, or why it was asked for.';
comment on column cycles.due_on is 'The limit of this round.';
select tenant_table('cycles', 'select, insert');

create table reopenings (
    tenant_id uuid not null constraint reopenings_tenant_fk references tenants (id),
    id uuid not null,
    campaign_id uuid not null,
    problem_id uuid not null,
    cycle integer not null,
    party text not null constraint reopenings_party_known check (party in ('owner', 'leader', 'group_head')),
    state text not null constraint reopenings_state_known check (state in ('waiting', 'accepted', 'refused')),
    reason text not null constraint reopenings_reason_length check (length(reason) between 1 and 2000),
    account_id uuid not null,
    at timestamptz not null,
    answer text not null default '' constraint reopenings_answer_length check (length(answer) <= 2000),
    due_on date,
    decided_by uuid,
    decided_at timestamptz,
    constraint reopenings_pk primary key (tenant_id, id),
    constraint reopenings_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id),
    constraint reopenings_campaign_fk foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
    constraint reopenings_decision_whole check ((state = 'waiting') = (decided_at is null) and (state = 'waiting') = (decided_by is null)),
    constraint reopenings_limit_given check ((state = 'accepted') = (due_on is not null)),
    constraint reopenings_refusal_said check (state <> 'refused' or length(answer) > 0)
);
create unique index reopenings_one_waiting on reopenings (tenant_id, problem_id, cycle) where state = 'waiting';
create index reopenings_waiting on reopenings (tenant_id, campaign_id, at) where state = 'waiting';
create index reopenings_problem on reopenings (tenant_id, problem_id, at);
comment on table reopenings is '重新整改申请: the owner, the leader in charge or the head of the group asks that a closed problem be taken up again; the office decides.';
comment on column reopenings.cycle is 'The closed round that it is about.';
comment on column reopenings.party is 'As what whoever asked stood to the problem.';
comment on column reopenings.due_on is 'The limit of the new round, of an accepted one.';
select tenant_table('reopenings', 'select, insert, update');

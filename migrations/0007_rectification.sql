create table progress_notes (
    tenant_id uuid not null constraint progress_notes_tenant_fk references tenants (id),
    id uuid not null,
    problem_id uuid not null,
    cycle integer not null,
    words text not null constraint progress_notes_words_length check (length(words) between 1 and 2000),
    account_id uuid not null,
    at timestamptz not null,
    constraint progress_notes_pk primary key (tenant_id, id),
    constraint progress_notes_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id)
);
create index progress_notes_problem on progress_notes (tenant_id, problem_id, at);
select tenant_table('progress_notes', 'select, insert');

create table completions (
    tenant_id uuid not null constraint completions_tenant_fk references tenants (id),
    id uuid not null,
    problem_id uuid not null,
    cycle integer not null,
    outcome text not null constraint completions_outcome_length check (length(outcome) between 1 and 4000),
    done_on date not null,
    account_id uuid not null,
    at timestamptz not null,
    constraint completions_pk primary key (tenant_id, id),
    constraint completions_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id)
);
create index completions_problem on completions (tenant_id, problem_id, at);
comment on table completions is 'List 5: outcome and day, as reported; the newest counts, earlier ones stay.';
select tenant_table('completions', 'select, insert');

create table checks (
    tenant_id uuid not null constraint checks_tenant_fk references tenants (id),
    id uuid not null,
    problem_id uuid not null,
    completion_id uuid not null,
    verdict text not null constraint checks_verdict_known check (verdict in ('accepted', 'sent_back')),
    words text not null default '' constraint checks_words_length check (length(words) <= 2000),
    gate text not null constraint checks_gate_known check (gate in ('leader', 'group', 'office')),
    account_id uuid not null,
    at timestamptz not null,
    constraint checks_pk primary key (tenant_id, id),
    constraint checks_completion_fk foreign key (tenant_id, completion_id) references completions (tenant_id, id),
    constraint checks_reason_given check (verdict = 'accepted' or length(words) > 0)
);
create index checks_problem on checks (tenant_id, problem_id, at);
select tenant_table('checks', 'select, insert');

create table closures (
    tenant_id uuid not null constraint closures_tenant_fk references tenants (id),
    campaign_id uuid not null,
    problem_id uuid not null,
    cycle integer not null,
    number text not null,
    batch_no integer not null,
    account_id uuid not null,
    at timestamptz not null,
    constraint closures_pk primary key (tenant_id, problem_id, cycle),
    constraint closures_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id),
    constraint closures_campaign_fk foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
    constraint closures_number_unique unique (tenant_id, campaign_id, number)
);
select tenant_table('closures', 'select, insert');

create table series (
    tenant_id uuid not null constraint series_tenant_fk references tenants (id),
    campaign_id uuid not null,
    kind text not null,
    last integer not null,
    constraint series_pk primary key (tenant_id, campaign_id, kind),
    constraint series_campaign_fk foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id)
);
comment on table series is 'Numbers without gaps: taken under a row lock in the transaction that uses them.';
select tenant_table('series', 'select, insert, update');

-- 移出 and 暂缓: people whose problems count no longer, or whose time does not run for a while.

create table side_states (
    tenant_id uuid not null constraint side_states_tenant_fk references tenants (id),
    id uuid not null,
    person_id uuid not null,
    kind text not null constraint side_states_kind_known check (kind in ('moved_out', 'deferred')),
    why text not null constraint side_states_why_known
        check (why in ('retired', 'moved_away', 'died', 'investigated', 'ill', 'seconded')),
    words text not null default '' constraint side_states_words_length check (length(words) <= 500),
    until_on date,
    account_id uuid not null,
    from_at timestamptz not null,
    to_at timestamptz not null default 'infinity',
    ended_by uuid,
    constraint side_states_pk primary key (tenant_id, id),
    constraint side_states_person_fk foreign key (tenant_id, person_id) references persons (tenant_id, id),
    constraint side_states_until_of_deferred check ((kind = 'deferred') = (until_on is not null))
);
create unique index side_states_one_open on side_states (tenant_id, person_id) where to_at = 'infinity';
comment on table side_states is
    'moved_out 移出: retired, moved away, died, under investigation: neither approved nor remaining; deferred 暂缓: ill or seconded, until a day.';
comment on column side_states.until_on is 'The last day of 暂缓; after it nothing has to be done to end it.';
comment on column side_states.to_at is 'Recorded time when the office took it back.';
select tenant_table('side_states', 'select, insert, update (to_at, ended_by)');

alter table problems
    add column moved_out boolean not null default false,
    add column deferred_until date;
comment on column problems.moved_out is 'The owner was moved out 移出 before it was closed: it counts in no figure but that of its own.';
comment on column problems.deferred_until is 'The owner is deferred 暂缓 until this day: no time limit is passed before.';
alter table problem_spans
    add column moved_out boolean not null default false,
    add column deferred_until date;

-- Both decide in what a span counts, so both belong in the indexes that figures are counted from.
drop index problem_spans_counted;
create index problem_spans_counted on problem_spans
    (tenant_id, campaign_id, top_unit_id, tier, owner_kind, state, rectification, due_open, took_days, moved_out, deferred_until)
    where to_at = 'infinity';
comment on index problem_spans_counted is
    'Covers the counts of now; a column more in their conditions belongs in here, or every count reads the table.';
drop index problem_spans_open;
create index problem_spans_open on problem_spans (tenant_id, campaign_id, owner_id)
    include (problem_id, owner_kind, unit_id, top_unit_id, tier, state, rectification, cosigned_at, due_on, revision,
        due_open, took_days, moved_out, deferred_until)
    where to_at = 'infinity';
comment on index problem_spans_open is 'Covers what lists and rows of figures ask of a problem now.';

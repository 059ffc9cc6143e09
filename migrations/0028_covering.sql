-- Figures are counted from indexes alone. Since a problem's 一次性通过 is asked by its id, no index had all that a count needs, and
-- each went through the whole table: 9,664 blocks for a full city.

-- What decides 已完成整改 and 即知即改, once for each span instead of at each count, and so that equal rows are equal.
alter table problem_spans
    add column took_days integer generated always as (
        case when cosigned_at is not null and rectification in ('awaiting_check', 'awaiting_number', 'closed')
            then coalesce(ceil(extract(epoch from cosigned_at - claimed_at) / 86400)::integer, 2147483647) end) stored,
    add column due_open date generated always as (
        case when cosigned_at is null or coalesce(rectification, '') not in ('awaiting_check', 'awaiting_number', 'closed')
            then due_on end) stored;
comment on column problem_spans.took_days is
    'Of a rectified one: whole days, rounded up, from the claim to the leader''s signature of completion; null while not rectified.';
comment on column problem_spans.due_open is 'due_on while it matters: null once rectified.';

-- Of a whole city: a row of this index is often that of many problems, and b-trees keep equal ones once.
create index problem_spans_counted on problem_spans
    (tenant_id, campaign_id, top_unit_id, tier, owner_kind, state, rectification, due_open, took_days) where to_at = 'infinity';
-- Of some owners, and the rows of a figure.
drop index problem_spans_open;
create index problem_spans_open on problem_spans (tenant_id, campaign_id, owner_id)
    include (problem_id, owner_kind, unit_id, top_unit_id, tier, state, rectification, cosigned_at, due_on, revision,
        due_open, took_days)
    where to_at = 'infinity';
comment on index problem_spans_counted is
    'Covers the counts of now; a column more in their conditions belongs in here, or every count reads the table.';
comment on index problem_spans_open is 'Covers what lists and rows of figures ask of a problem now.';

-- "3 of 7": how many an owner has submitted is counted for each row of the queue.
drop index problems_owner;
create index problems_owner on problems (tenant_id, owner_id, seq) include (campaign_id, revision);

-- Figures are counted, and their rows found, from this index alone. Since a problem's 一次性通过 is asked by its id, the id has to
-- stand in it too: without it every count of a city went through the whole table, 9,664 blocks instead of those of the index.
drop index problem_spans_open;
create index problem_spans_open on problem_spans (tenant_id, campaign_id, top_unit_id, tier)
    include (problem_id, owner_id, owner_kind, unit_id, state, rectification, claimed_at, cosigned_at, due_on, revision)
    where to_at = 'infinity';
comment on index problem_spans_open is
    'Covers what figures of now ask of a problem; a column more in their conditions belongs in here, or every count reads the table.';

-- "3 of 7": how many an owner has submitted is counted for each row of the queue.
drop index problems_owner;
create index problems_owner on problems (tenant_id, owner_id, seq) include (campaign_id, revision);

-- The queue is read from its index alone, and names of the roster from another, in runs: a page read 330 blocks of both tables.

drop index problems_queue;
create index problems_queue on problems (tenant_id, stage, top_unit_id, owner_id, seq)
    include (campaign_id, id, number, title, owner_kind, unit_id, tier, revision, submitted_at, leader_id, moved_out)
    where state = 'submitted';
comment on index problems_queue is
    'Covers a page of the queue; a column more in it or in its conditions belongs in here, or each page reads the table.';

create index persons_names on persons (tenant_id, id) include (name);
comment on index persons_names is 'Names without the rest of a person.';

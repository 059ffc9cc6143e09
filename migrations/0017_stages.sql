-- Stages before and after the group's: what waits for a leader in charge to be read.
create index problems_to_read on problems (tenant_id, leader_id, owner_id, seq) where state = 'submitted' and stage = 'leader';
comment on column verdicts.stage is
    'Where on the route it was given. leader: read, or refused to sign; unit: remarks only; form: checked for form, no verdict on the matter; province: came back from the province above.';
comment on column verdicts.group_id is 'For which supervision group; only at the stage of the group.';

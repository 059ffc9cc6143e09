-- What the province ruled is read off the index alone: figures ask it of every problem that it saw.

drop index verdicts_of_province;
create index verdicts_of_province on verdicts (tenant_id, problem_id, at) include (verdict) where stage = 'province';

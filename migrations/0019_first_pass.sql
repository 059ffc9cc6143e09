-- 一次性通过: whether the province ever returned a problem is asked of its verdicts alone, which are few among all.
create index verdicts_of_province on verdicts (tenant_id, problem_id, at) where stage = 'province';
comment on index verdicts_of_province is 'A problem passed at the first submission when none of these rows, of which there is one at least, is a return.';

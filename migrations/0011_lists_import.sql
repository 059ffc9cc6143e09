alter table import_runs drop constraint import_runs_kind_known;
alter table import_runs add constraint import_runs_kind_known check (kind in ('organisation', 'roster', 'lists'));

create table imported_problems (
    tenant_id uuid not null constraint imported_problems_tenant_fk references tenants (id),
    campaign_id uuid not null,
    owner_id uuid not null,
    fingerprint bytea not null constraint imported_problems_fingerprint_length check (length(fingerprint) = 32),
    nth integer not null constraint imported_problems_nth_positive check (nth > 0),
    problem_id uuid not null,
    act_id uuid not null,
    imported_at timestamptz not null,
    constraint imported_problems_pk primary key (tenant_id, campaign_id, owner_id, fingerprint, nth),
    constraint imported_problems_problem_unique unique (tenant_id, problem_id),
    constraint imported_problems_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id)
);
comment on table imported_problems is
    'Which row of a five-list workbook became which problem: the n-th equal row is the n-th equal problem, also after its owner went on writing.';
comment on column imported_problems.fingerprint is 'SHA-256 of what the row says, without spaces; the texts themselves are not kept here.';
comment on column imported_problems.act_id is 'The import that made the problem.';
select tenant_table('imported_problems', 'select, insert');

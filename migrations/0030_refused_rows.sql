create table import_refused (
    tenant_id uuid not null constraint import_refused_tenant_fk references tenants (id),
    run_id uuid not null,
    of_trial boolean not null,
    content text,
    kept_at timestamptz not null,
    constraint import_refused_pk primary key (tenant_id, run_id, of_trial),
    constraint import_refused_run_fk foreign key (tenant_id, run_id) references import_runs (tenant_id, id)
);
create index import_refused_kept on import_refused (tenant_id, kept_at) where content is not null;
comment on table import_refused is
    'Refused rows of a workbook with its titles and header, for download as the same workbook marked up: the workbook itself is not kept.';
comment on column import_refused.of_trial is 'Of the dry run; one more row where the import itself refused others.';
comment on column import_refused.content is 'JSON of the cells, without the reasons: those are the run''s. Null after 30 days: texts are not kept for longer than they serve.';
select tenant_table('import_refused', 'select, insert, update (content)');

create table import_runs (
    tenant_id uuid not null constraint import_runs_tenant_fk references tenants (id),
    id uuid not null,
    kind text not null constraint import_runs_kind_known check (kind in ('organisation', 'roster')),
    file_name text not null constraint import_runs_file_name_length check (length(file_name) <= 200),
    sha256 bytea not null constraint import_runs_sha256_length check (length(sha256) = 32),
    file bytea,
    report text,
    account_id uuid,
    uploaded_at timestamptz not null,
    applied_at timestamptz,
    constraint import_runs_pk primary key (tenant_id, id)
);
comment on table import_runs is 'A workbook as sent; kept between the dry run that the page shows and the confirmation.';
comment on column import_runs.file is 'The workbook; null once applied or given up.';
comment on column import_runs.report is 'JSON {added, changed, unchanged, refused} of the last run, dry or real.';
select tenant_table('import_runs', 'select, insert, update');

-- What an office told of its own headers, once: the same workbook is understood the next time.
create table learned_columns (
    tenant_id uuid not null constraint learned_columns_tenant_fk references tenants (id),
    kind text not null constraint learned_columns_kind_known check (kind in ('organisation', 'roster', 'lists')),
    text text not null constraint learned_columns_text_length check (length(text) between 1 and 200),
    heading text not null constraint learned_columns_heading_length check (length(heading) <= 40),
    account_id uuid,
    learned_at timestamptz not null,
    constraint learned_columns_pk primary key (tenant_id, kind, text)
);
comment on table learned_columns is 'Headers of an office''s workbooks that the program did not understand by itself, and what they mean.';
comment on column learned_columns.text is 'The header, half width and without spaces.';
comment on column learned_columns.heading is 'The usual name of what it means; empty: the column is not read.';
select tenant_table('learned_columns', 'select, insert, update, delete');
comment on column import_runs.report is
    'JSON {added, changed, unchanged, refused} of the last run, dry or real; null while nobody has told what the columns mean.';

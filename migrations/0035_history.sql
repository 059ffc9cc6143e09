-- History comes in where it stood: what was filed, approved or signed on paper before this program was used.
alter table import_runs add column stands text not null default 'draft'
    constraint import_runs_stands_known check (stands in ('draft', 'submitted', 'approved', 'signed'));
comment on column import_runs.stands is 'As what its rows come in: drafts, or problems that were submitted, approved or signed by both.';

create table import_bases (
    tenant_id uuid not null constraint import_bases_tenant_fk references tenants (id),
    run_id uuid not null,
    name text not null constraint import_bases_name_length check (length(name) <= 200),
    media_type text not null constraint import_bases_media_type_known
        check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
    sha256 bytea not null constraint import_bases_sha256_length check (length(sha256) = 32),
    content bytea not null,
    kept_at timestamptz not null,
    constraint import_bases_pk primary key (tenant_id, run_id),
    constraint import_bases_run_fk foreign key (tenant_id, run_id) references import_runs (tenant_id, id)
);
comment on table import_bases is 'The scan on which history rests: minutes of the review, or the sheets that both signed.';
select tenant_table('import_bases', 'select, insert');

-- How far a long import has come: written over a connection of its own, since nobody sees the import's own transaction before it ends.
create table import_progress (
    tenant_id uuid not null constraint import_progress_tenant_fk references tenants (id),
    id uuid not null,
    doing text not null constraint import_progress_doing_known check (doing in ('trying', 'applying', 'undoing')),
    done integer not null constraint import_progress_done_positive check (done >= 0),
    total integer not null constraint import_progress_total_positive check (total >= 0),
    started_at timestamptz not null,
    told_at timestamptz not null,
    constraint import_progress_pk primary key (tenant_id, id)
);
comment on table import_progress is 'Gone when the import ends. A row that was not told anew for a while belongs to a program that was ended: nothing was written.';
comment on column import_progress.id is 'Of the run, also before the run is kept.';
comment on column import_progress.told_at is 'By the clock of the database.';
select tenant_table('import_progress', 'select, insert, update, delete');

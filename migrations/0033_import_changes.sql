-- An import can be taken back within 24 hours: what it changed is written down beside what stood there before.
create table import_changes (
    tenant_id uuid not null constraint import_changes_tenant_fk references tenants (id),
    run_id uuid not null,
    position integer not null,
    what text not null constraint import_changes_what_known check (what in
        ('unit_added', 'unit_changed', 'person_added', 'person_changed', 'post_opened', 'post_ended', 'joined',
         'account_enabled', 'account_disabled', 'problem_started', 'problem_amended')),
    object_id uuid not null,
    before text,
    after text,
    constraint import_changes_pk primary key (tenant_id, run_id, position),
    constraint import_changes_run_fk foreign key (tenant_id, run_id) references import_runs (tenant_id, id)
);
comment on table import_changes is 'What an import changed, in its order; read when it is taken back.';
comment on column import_changes.before is
    'JSON of what stood there, where something did. Null once the time to take the import back is over: texts are not kept for longer than they serve.';
comment on column import_changes.after is
    'JSON of what the import made of it (of a problem its version): what says something else by now is left alone.';
select tenant_table('import_changes', 'select, insert, update (before, after)');

alter table import_runs add column undone_at timestamptz;
comment on column import_runs.undone_at is 'When it was taken back.';

-- Rows that an import made by mistake are not deleted: figures of past days count them as they were known then.
alter table persons add column withdrawn_at timestamptz;
comment on column persons.withdrawn_at is 'Came in with an import that was taken back, and was used for nothing: nobody''s any more.';
alter table persons drop constraint persons_staff_no_unique;
create unique index persons_staff_no_unique on persons (tenant_id, staff_no) where withdrawn_at is null;

alter table units add column withdrawn_at timestamptz;
comment on column units.withdrawn_at is 'Came in with an import that was taken back, and was used for nothing.';
alter table units drop constraint units_name_unique;
create unique index units_name_unique on units (tenant_id, parent_id, name) nulls not distinct where withdrawn_at is null;

alter table problems drop constraint problems_state_known;
alter table problems add constraint problems_state_known check (state in
    ('draft', 'withdrawn', 'submitted', 'returned', 'redo', 'awaiting_owner', 'awaiting_leader', 'claimed'));
comment on column problems.state is 'withdrawn: a draft that was never submitted and is taken out of its owner''s list; nothing follows on it.';

-- A row that is taken back may come in again.
grant delete on imported_problems to zhenggai_app;

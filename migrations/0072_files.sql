-- Files that people hand in, never because they must, and what they are evidence of. The content lies outside the database, under its digest.

create table files (
    tenant_id uuid not null constraint files_tenant_fk references tenants (id),
    id uuid not null,
    sha256 text not null constraint files_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
    uploaded_sha256 text not null constraint files_uploaded_sha256_form check (uploaded_sha256 ~ '^[0-9a-f]{64}$'),
    size bigint not null constraint files_size_positive check (size > 0),
    media_type text not null constraint files_media_type_length check (length(media_type) between 1 and 200),
    name text not null constraint files_name_length check (length(name) between 1 and 120),
    account_id uuid not null,
    at timestamptz not null,
    taken_back_at timestamptz,
    taken_back_by uuid,
    constraint files_pk primary key (tenant_id, id),
    constraint files_taken_back_whole check (num_nulls(taken_back_at, taken_back_by) in (0, 2))
);
create index files_sha256 on files (tenant_id, sha256);
comment on table files is 'Files that were handed in. The content was put where files lie before the row was written; what has a row is never swept there, also when it was taken back.';
comment on column files.sha256 is 'SHA-256 of what is kept, under which it lies: of a picture without where, when and with what it was taken.';
comment on column files.uploaded_sha256 is 'SHA-256 of what was sent: whoever has the original can show that it is this one.';
comment on column files.size is 'Bytes of what is kept.';
comment on column files.media_type is 'What it is by its bytes; neither its name nor what a browser said counts.';
comment on column files.name is 'Its name as it came, without folders, line breaks, unseen signs; it ends as its kind does.';
comment on column files.account_id is 'Who handed it in.';
comment on column files.taken_back_at is 'From when on it is shown and handed out no more, because whoever handed it in took it back.';
select tenant_table('files', 'select, insert, update');

create table evidence (
    tenant_id uuid not null constraint evidence_tenant_fk references tenants (id),
    file_id uuid not null,
    problem_id uuid not null,
    cycle integer not null,
    note_id uuid,
    at timestamptz not null,
    constraint evidence_pk primary key (tenant_id, file_id),
    constraint evidence_file_fk foreign key (tenant_id, file_id) references files (tenant_id, id),
    constraint evidence_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id),
    constraint evidence_note_fk foreign key (tenant_id, note_id) references progress_notes (tenant_id, id)
);
create index evidence_problem on evidence (tenant_id, problem_id, at);
comment on table evidence is '证明材料: which files show what was done. Optional, and counted nowhere.';
comment on column evidence.cycle is 'Round of rectification that it belongs to.';
comment on column evidence.note_id is 'The progress note beside which it stands; none of what stands beside the completion, whose reports may be corrected while the evidence stays.';
comment on column evidence.at is 'Recorded time.';
select tenant_table('evidence', 'select, insert');

-- Likeness of what was submitted: prints of texts, from which no text can be read again. Compared is the text itself.

create table likeness_prints (
    tenant_id uuid not null constraint likeness_prints_tenant_fk references tenants (id),
    print bigint not null,
    problem_id uuid not null,
    -- Of each print the newest problems are asked for: ids are in the order of time.
    constraint likeness_prints_pk primary key (tenant_id, print, problem_id)
);
comment on table likeness_prints is
    'Which submitted problems have a print: the smallest hash of 31 runs of 15 letters that begin one after the other. Made by the job that keeps the search''s index.';
select tenant_table('likeness_prints', 'select, insert, delete');

alter table search_entries add column prints bigint[] not null default '{}';
comment on column search_entries.prints is 'Its rows of likeness_prints, so that they can be found and taken out again.';

set local role zhenggai_loader;
insert into search_pending (of_tenant, kind, subject_id)
    select tenant_id, 'problem', id from problems where revision > 0 order by id;
reset role;

-- Leading bodies as owners: who acts for one, and the collective discussion of what it files.

create table body_duties (
    tenant_id uuid not null constraint body_duties_tenant_fk references tenants (id),
    id uuid not null,
    body_id uuid not null,
    person_id uuid not null,
    duty text not null constraint body_duties_duty_known check (duty in ('drafter', 'principal', 'superior')),
    from_at timestamptz not null,
    to_at timestamptz not null default 'infinity',
    constraint body_duties_pk primary key (tenant_id, id),
    constraint body_duties_body_fk foreign key (tenant_id, body_id) references units (tenant_id, id),
    constraint body_duties_person_fk foreign key (tenant_id, person_id) references persons (tenant_id, id)
);
create unique index body_duties_one_of_each on body_duties (tenant_id, body_id, duty)
    where to_at = 'infinity' and duty <> 'drafter';
create unique index body_duties_once_each on body_duties (tenant_id, body_id, duty, person_id) where to_at = 'infinity';
create index body_duties_person on body_duties (tenant_id, person_id) where to_at = 'infinity';
comment on table body_duties is 'Who acts for a leading body, a list owner that is no person.';
comment on column body_duties.duty is
    'drafter 承办人 writes while it is being filed, several may be; principal 主要负责人 signs as the owner; superior co-signs, never the principal.';
select tenant_table('body_duties', 'select, insert, update');

create table discussions (
    tenant_id uuid not null constraint discussions_tenant_fk references tenants (id),
    id uuid not null,
    body_id uuid not null,
    kind text not null constraint discussions_kind_known
        check (kind in ('standing', 'party_group', 'executive', 'democratic_life', 'other')),
    meeting text not null constraint discussions_meeting_length check (length(meeting) between 1 and 100),
    held_on date not null,
    account_id uuid not null,
    at timestamptz not null,
    constraint discussions_pk primary key (tenant_id, id),
    constraint discussions_body_fk foreign key (tenant_id, body_id) references units (tenant_id, id)
);
comment on table discussions is '集体研究: the meeting at which a body talked about what it files.';
comment on column discussions.kind is
    'standing 常委会会议, party_group 党组会议, executive 办公会议, democratic_life 民主生活会, other.';
select tenant_table('discussions', 'select, insert');

create table discussed (
    tenant_id uuid not null constraint discussed_tenant_fk references tenants (id),
    discussion_id uuid not null,
    problem_id uuid not null,
    constraint discussed_pk primary key (tenant_id, problem_id, discussion_id),
    constraint discussed_discussion_fk foreign key (tenant_id, discussion_id) references discussions (tenant_id, id),
    constraint discussed_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id)
);
comment on table discussed is 'Which problems a meeting talked about; none of a body is submitted before one did.';
select tenant_table('discussed', 'select, insert');

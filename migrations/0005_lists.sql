create table problems (
    tenant_id uuid not null constraint problems_tenant_fk references tenants (id),
    id uuid not null,
    campaign_id uuid not null,
    owner_id uuid not null,
    owner_kind text not null constraint problems_owner_kind_known check (owner_kind in ('person', 'body')),
    unit_id uuid not null,
    top_unit_id uuid not null,
    tier text not null constraint problems_tier_known check (tier in ('city', 'county', 'township', 'body')),
    leader_id uuid,
    seq integer not null,
    number text not null,
    title text not null default '',
    draft text not null,
    draft_saved_at timestamptz not null,
    state text not null default 'draft' constraint problems_state_known check (state in
        ('draft', 'submitted', 'returned', 'redo', 'awaiting_owner', 'awaiting_leader', 'claimed')),
    stage text constraint problems_stage_known check (stage in ('leader', 'unit', 'group', 'form', 'province')),
    rest_of_route text not null default '',
    rectification text constraint problems_rectification_known check (rectification in
        ('to_do', 'in_progress', 'reported', 'awaiting_leader', 'awaiting_check', 'awaiting_number', 'closed', 'sent_back')),
    revision integer not null default 0,
    version integer not null default 1,
    cycle integer not null default 1,
    due_on date,
    first_submitted_at timestamptz,
    submitted_at timestamptz,
    approved_at timestamptz,
    claimed_at timestamptz,
    cosigned_at timestamptz,
    closed_at timestamptz,
    close_number text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint problems_pk primary key (tenant_id, id),
    constraint problems_campaign_fk foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
    constraint problems_unit_fk foreign key (tenant_id, unit_id) references units (tenant_id, id),
    constraint problems_top_unit_fk foreign key (tenant_id, top_unit_id) references units (tenant_id, id),
    constraint problems_leader_fk foreign key (tenant_id, leader_id) references persons (tenant_id, id),
    constraint problems_seq_unique unique (tenant_id, campaign_id, owner_id, seq),
    constraint problems_number_unique unique (tenant_id, campaign_id, number),
    constraint problems_close_number_unique unique (tenant_id, campaign_id, close_number),
    constraint problems_stage_while_submitted check ((state = 'submitted') = (stage is not null)),
    constraint problems_rectification_when_claimed check ((state = 'claimed') = (rectification is not null))
) with (fillfactor = 85);
create index problems_owner on problems (tenant_id, owner_id, seq);
create index problems_leader on problems (tenant_id, leader_id) where state = 'awaiting_leader' or rectification = 'awaiting_leader';
create index problems_queue on problems (tenant_id, stage, top_unit_id, owner_id, seq) where state = 'submitted';
create index problems_rectification on problems (tenant_id, rectification, top_unit_id, owner_id, seq) where state = 'claimed';
comment on table problems is 'One numbered account (一问题一账号) through all five lists.';
comment on column problems.draft is 'JSON of the form as typed, also when it does not parse; one mutable text without events.';
comment on column problems.title is 'List 1''s sentence, for narrow list queries; of the draft until submitted, then of the newest revision.';
comment on column problems.tier is 'Of the owner''s main post when filed; body for a leading body.';
comment on column problems.rest_of_route is 'Stages after the present one, comma separated, copied from the route at submission.';
comment on column problems.version is 'Optimistic lock: every change adds one; a stale writer gets 409.';
comment on column problems.cosigned_at is 'Recorded time of the leader''s signature for completion; null when sent back or reopened.';
select tenant_table('problems', 'select, insert, update');

create table revisions (
    tenant_id uuid not null constraint revisions_tenant_fk references tenants (id),
    problem_id uuid not null,
    revision integer not null,
    content text not null,
    digest bytea not null constraint revisions_digest_length check (length(digest) = 32),
    reason text not null default '',
    submitted_at timestamptz not null,
    account_id uuid not null,
    constraint revisions_pk primary key (tenant_id, problem_id, revision),
    constraint revisions_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id)
);
comment on table revisions is 'Immutable: canonical JSON (RFC 8785) of lists 1-4 as submitted, and its SHA-256.';
comment on column revisions.reason is 'Why it was corrected (更正) after signing; else empty.';
select tenant_table('revisions', 'select, insert');

create table problem_spans (
    tenant_id uuid not null constraint problem_spans_tenant_fk references tenants (id),
    problem_id uuid not null,
    span_no integer not null,
    campaign_id uuid not null,
    from_at timestamptz not null,
    to_at timestamptz not null default 'infinity',
    state text not null,
    rectification text,
    owner_id uuid not null,
    owner_kind text not null,
    unit_id uuid not null,
    top_unit_id uuid not null,
    tier text not null,
    cycle integer not null,
    revision integer not null,
    due_on date,
    approved_at timestamptz,
    claimed_at timestamptz,
    cosigned_at timestamptz,
    constraint problem_spans_pk primary key (tenant_id, problem_id, span_no),
    constraint problem_spans_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id)
);
create index problem_spans_open on problem_spans (tenant_id, campaign_id, top_unit_id, tier)
    include (owner_id, owner_kind, state, rectification, claimed_at, cosigned_at, due_on, revision) where to_at = 'infinity';
create index problem_spans_past on problem_spans (tenant_id, campaign_id, from_at, to_at);
comment on table problem_spans is
    'History as data: the problem as it was known from from_at until before to_at, by recorded time. Figures count these rows, now and at any past instant.';
select tenant_table('problem_spans', 'select, insert, update');

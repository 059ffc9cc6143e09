-- Pre-review: a city hands a frozen package to the jurisdiction above it and gets a verdict on each entry back. Each side
-- writes only its own rows; what goes across is carried by a job, in a transaction of each side.

create table packages (
    tenant_id uuid not null constraint packages_tenant_fk references tenants (id),
    id uuid not null,
    campaign_id uuid not null,
    seq integer not null,
    number text not null constraint packages_number_length check (length(number) between 1 and 60),
    manifest text not null,
    sha256 bytea not null constraint packages_sha256_length check (length(sha256) = 32),
    sm3 bytea not null constraint packages_sm3_length check (length(sm3) = 32),
    account_id uuid not null,
    frozen_at timestamptz not null,
    delivered_at timestamptz,
    constraint packages_pk primary key (tenant_id, id),
    constraint packages_campaign_fk foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
    constraint packages_seq_unique unique (tenant_id, campaign_id, seq)
);
comment on table packages is 'What a city handed up for pre-review, frozen: the app may say that it arrived and nothing else.';
comment on column packages.manifest is
    'The very bytes that are hashed: canonical JSON with number, revision, digest and canonical content of each problem.';
select tenant_table('packages', 'select, insert, update (delivered_at)');

create table package_entries (
    tenant_id uuid not null constraint package_entries_tenant_fk references tenants (id),
    package_id uuid not null,
    position integer not null,
    problem_id uuid not null,
    revision integer not null,
    verdict_id uuid,
    constraint package_entries_pk primary key (tenant_id, package_id, position),
    constraint package_entries_package_fk foreign key (tenant_id, package_id) references packages (tenant_id, id),
    constraint package_entries_revision_fk foreign key (tenant_id, problem_id, revision)
        references revisions (tenant_id, problem_id, revision),
    constraint package_entries_once unique (tenant_id, problem_id, revision),
    constraint package_entries_verdict_fk foreign key (tenant_id, verdict_id) references verdicts (tenant_id, id)
);
comment on table package_entries is 'Which revision went up in which package: each once.';
comment on column package_entries.verdict_id is 'The verdict that came back.';
select tenant_table('package_entries', 'select, insert, update (verdict_id)');

create table received_packages (
    tenant_id uuid not null constraint received_packages_tenant_fk references tenants (id),
    id uuid not null,
    from_tenant uuid not null constraint received_packages_from_fk references tenants (id),
    from_name text not null,
    number text not null,
    manifest text not null,
    sha256 bytea not null constraint received_packages_sha256_length check (length(sha256) = 32),
    sm3 bytea not null constraint received_packages_sm3_length check (length(sm3) = 32),
    received_at timestamptz not null,
    constraint received_packages_pk primary key (tenant_id, id)
);
comment on table received_packages is 'Packages from the jurisdictions below, under the ids they have there: one that comes twice is there once.';
select tenant_table('received_packages', 'select, insert');

create table received_entries (
    tenant_id uuid not null constraint received_entries_tenant_fk references tenants (id),
    package_id uuid not null,
    position integer not null,
    number text not null,
    revision integer not null,
    content text not null,
    digest bytea not null constraint received_entries_digest_length check (length(digest) = 32),
    verdict_id uuid,
    verdict text constraint received_entries_verdict_known check (verdict in ('approved', 'returned')),
    words text not null default '' constraint received_entries_words_length check (length(words) <= 2000),
    account_id uuid,
    decided_at timestamptz,
    constraint received_entries_pk primary key (tenant_id, package_id, position),
    constraint received_entries_package_fk foreign key (tenant_id, package_id) references received_packages (tenant_id, id),
    constraint received_entries_decided_whole check (
        num_nulls(verdict_id, verdict, account_id, decided_at) in (0, 4))
);
create index received_entries_waiting on received_entries (tenant_id, package_id, position) where verdict is null;
select tenant_table('received_entries', 'select, insert, update (verdict_id, verdict, words, account_id, decided_at)');

create table received_reasons (
    tenant_id uuid not null constraint received_reasons_tenant_fk references tenants (id),
    package_id uuid not null,
    position integer not null,
    reason_no integer not null,
    code text not null,
    field text not null constraint received_reasons_field_length check (length(field) between 1 and 60),
    quote text not null default '' constraint received_reasons_quote_length check (length(quote) <= 500),
    words text not null default '' constraint received_reasons_words_length check (length(words) <= 1000),
    constraint received_reasons_pk primary key (tenant_id, package_id, position, reason_no),
    constraint received_reasons_entry_fk foreign key (tenant_id, package_id, position)
        references received_entries (tenant_id, package_id, position)
);
comment on table received_reasons is 'Why an entry is returned, in the words of verdict_reasons.';
select tenant_table('received_reasons', 'select, insert');

-- What is to be carried, without its texts: those stay in the rows of the side that sends.
create table outbox (
    id uuid not null constraint outbox_pk primary key,
    kind text not null constraint outbox_kind_known check (kind in ('package', 'verdict')),
    from_tenant uuid not null constraint outbox_from_fk references tenants (id),
    to_tenant uuid not null constraint outbox_to_fk references tenants (id),
    package_id uuid not null,
    position integer,
    created_at timestamptz not null,
    attempts integer not null default 0,
    due_at timestamptz not null,
    done_at timestamptz,
    failure text,
    constraint outbox_between_two check (from_tenant <> to_tenant),
    constraint outbox_position_of_verdicts check ((kind = 'verdict') = (position is not null))
);
create index outbox_due on outbox (due_at) where done_at is null;
comment on table outbox is 'Deliveries from one tenant to another; written in the transaction that makes what is delivered.';
comment on column outbox.due_at is 'Not to be tried before: set forward by whoever takes it, so that it comes again if they die.';
comment on column outbox.failure is 'Why the last attempt failed, for the log''s reader; no texts.';
grant select, insert, update on outbox to zhenggai_app;
grant select, insert, update, delete on outbox to zhenggai_loader;

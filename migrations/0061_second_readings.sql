-- 复核: a blind sample of verdicts is read a second time by another reviewer; where the two differ, the head of the group decides.

alter table campaigns add column second_reading_percent integer not null default 5
    constraint campaigns_second_reading_share check (second_reading_percent between 0 and 50);
comment on column campaigns.second_reading_percent is 'How many of a hundred verdicts of supervision groups are read a second time.';

create table second_readings (
    tenant_id uuid not null constraint second_readings_tenant_fk references tenants (id),
    id uuid not null,
    campaign_id uuid not null,
    verdict_id uuid not null,
    group_id uuid not null,
    drawn_at timestamptz not null,
    reader_id uuid,
    account_id uuid,
    read_at timestamptz,
    ruling text constraint second_readings_ruling_known check (ruling in ('approved', 'returned', 'redo')),
    agreed boolean,
    reason_count integer,
    words text not null default '' constraint second_readings_words_length check (length(words) <= 2000),
    settled text constraint second_readings_settled_known check (settled in ('upheld', 'revoked')),
    settled_at timestamptz,
    settled_by uuid,
    constraint second_readings_pk primary key (tenant_id, id),
    constraint second_readings_once unique (tenant_id, verdict_id),
    constraint second_readings_verdict_fk foreign key (tenant_id, verdict_id) references verdicts (tenant_id, id),
    constraint second_readings_reader_fk foreign key (tenant_id, reader_id) references persons (tenant_id, id),
    constraint second_readings_settler_fk foreign key (tenant_id, settled_by) references persons (tenant_id, id),
    constraint second_readings_reading_whole check (num_nulls(reader_id, account_id, read_at, ruling, agreed, reason_count) in (0, 6)),
    constraint second_readings_settlement_whole check (num_nulls(settled, settled_at, settled_by) in (0, 3)),
    constraint second_readings_reason_given check (ruling = 'approved' or reason_count > 0)
);
create index second_readings_unread on second_readings (tenant_id, campaign_id, group_id, id) where read_at is null;
create index second_readings_disputed on second_readings (tenant_id, campaign_id, group_id, id) where not agreed and settled is null;
comment on table second_readings is 'Verdicts drawn to be read again. Nobody is told before which they are; the first verdict stands meanwhile.';
comment on column second_readings.settled is 'What the head of the group decided where the two differ: the first verdict is upheld, or was revoked.';
select tenant_table('second_readings', 'select, insert, update');

create table second_reasons (
    tenant_id uuid not null constraint second_reasons_tenant_fk references tenants (id),
    reading_id uuid not null,
    position integer not null,
    code text not null,
    field text not null constraint second_reasons_field_length check (length(field) between 1 and 60),
    quote text not null default '' constraint second_reasons_quote_length check (length(quote) <= 500),
    words text not null default '' constraint second_reasons_words_length check (length(words) <= 1000),
    constraint second_reasons_pk primary key (tenant_id, reading_id, position),
    constraint second_reasons_reading_fk foreign key (tenant_id, reading_id) references second_readings (tenant_id, id)
);
comment on table second_reasons is 'Why the second reader would give it back, in the words of verdict_reasons.';
select tenant_table('second_reasons', 'select, insert');

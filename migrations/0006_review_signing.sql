create table verdicts (
    tenant_id uuid not null constraint verdicts_tenant_fk references tenants (id),
    id uuid not null,
    problem_id uuid not null,
    revision integer not null,
    stage text not null,
    verdict text not null constraint verdicts_verdict_known check (verdict in ('approved', 'returned', 'redo')),
    reason_count integer not null,
    words text not null default '' constraint verdicts_words_length check (length(words) <= 2000),
    group_id uuid,
    account_id uuid not null,
    person_id uuid,
    at timestamptz not null,
    constraint verdicts_pk primary key (tenant_id, id),
    constraint verdicts_revision_fk foreign key (tenant_id, problem_id, revision)
        references revisions (tenant_id, problem_id, revision),
    constraint verdicts_reason_given check (verdict = 'approved' or reason_count > 0)
);
create index verdicts_problem on verdicts (tenant_id, problem_id, at);
select tenant_table('verdicts', 'select, insert');

create table verdict_reasons (
    tenant_id uuid not null constraint verdict_reasons_tenant_fk references tenants (id),
    verdict_id uuid not null,
    position integer not null,
    code text not null,
    field text not null constraint verdict_reasons_field_length check (length(field) between 1 and 60),
    quote text not null default '' constraint verdict_reasons_quote_length check (length(quote) <= 500),
    words text not null default '' constraint verdict_reasons_words_length check (length(words) <= 1000),
    constraint verdict_reasons_pk primary key (tenant_id, verdict_id, position),
    constraint verdict_reasons_verdict_fk foreign key (tenant_id, verdict_id) references verdicts (tenant_id, id)
);
comment on column verdict_reasons.field is 'Which field of the five lists, such as manifestation or measures.1 (items from 0).';
comment on column verdict_reasons.quote is 'The words of that field it is about; empty: the whole field.';
comment on column verdict_reasons.words is 'The reviewer''s own words to this reason.';
select tenant_table('verdict_reasons', 'select, insert');

create table signatures (
    tenant_id uuid not null constraint signatures_tenant_fk references tenants (id),
    id uuid not null,
    problem_id uuid not null,
    cycle integer not null,
    revision integer not null,
    purpose text not null constraint signatures_purpose_known check (purpose in ('claim', 'complete')),
    role text not null constraint signatures_role_known check (role in ('owner', 'leader')),
    signer_id uuid not null,
    acting_for uuid,
    account_id uuid not null,
    method text not null constraint signatures_method_known check (method in ('password', 'passkey', 'paper')),
    wording_version integer not null,
    statement text not null,
    statement_sha256 bytea not null constraint signatures_sha256_length check (length(statement_sha256) = 32),
    statement_sm3 bytea not null constraint signatures_sm3_length check (length(statement_sm3) = 32),
    nonce bytea not null constraint signatures_nonce_length check (length(nonce) = 32),
    binding_sha256 bytea not null constraint signatures_binding_length check (length(binding_sha256) = 32),
    signed_at timestamptz not null,
    constraint signatures_pk primary key (tenant_id, id),
    constraint signatures_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id),
    constraint signatures_signer_fk foreign key (tenant_id, signer_id) references persons (tenant_id, id)
);
create index signatures_problem on signatures (tenant_id, problem_id, signed_at);
comment on column signatures.statement is 'The very bytes that were shown and hashed.';
comment on column signatures.binding_sha256 is
    'SHA-256 of the canonical JSON of statement digest, signer, role, acting for, wording version, nonce.';
select tenant_table('signatures', 'select, insert');

create table signature_breaks (
    tenant_id uuid not null constraint signature_breaks_tenant_fk references tenants (id),
    signature_id uuid not null,
    reason text not null constraint signature_breaks_reason_length check (length(reason) between 1 and 1000),
    account_id uuid not null,
    at timestamptz not null,
    constraint signature_breaks_pk primary key (tenant_id, signature_id),
    constraint signature_breaks_signature_fk foreign key (tenant_id, signature_id) references signatures (tenant_id, id)
);
comment on table signature_breaks is 'A signature that no longer holds, and why; the signature itself stays as it was.';
select tenant_table('signature_breaks', 'select, insert');

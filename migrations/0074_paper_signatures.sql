-- 纸面签字: what a liaison entered of a signature that somebody put on paper, with the scan that shows it.
create table paper_signatures (
    tenant_id uuid not null constraint paper_signatures_tenant_fk references tenants (id),
    signature_id uuid not null,
    problem_id uuid not null,
    signed_on date not null,
    name text not null constraint paper_signatures_name_length check (length(name) between 1 and 200),
    media_type text not null constraint paper_signatures_media_type_known
        check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
    sha256 bytea not null constraint paper_signatures_sha256_length check (length(sha256) = 32),
    content bytea not null,
    account_id uuid not null,
    at timestamptz not null,
    constraint paper_signatures_pk primary key (tenant_id, signature_id),
    constraint paper_signatures_signature_fk foreign key (tenant_id, signature_id) references signatures (tenant_id, id),
    constraint paper_signatures_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id)
);
create index paper_signatures_at on paper_signatures (tenant_id, at);
create index paper_signatures_problem on paper_signatures (tenant_id, problem_id);
comment on table paper_signatures is 'A signature on paper 纸面签字 as it was entered: its scan, the date on the paper, and who entered it. Who signed is in signatures.';
comment on column paper_signatures.signed_on is 'The date on the paper. Figures count by recorded time, signatures.signed_at.';
comment on column paper_signatures.name is 'Name of the file, without a path.';
comment on column paper_signatures.media_type is 'What the file is, by its first bytes.';
comment on column paper_signatures.sha256 is 'Digest of the file: the same as signatures.basis_sha256, which the server countersigned.';
comment on column paper_signatures.content is 'The file.';
comment on column paper_signatures.account_id is 'Who entered it: never who signed.';
comment on column paper_signatures.at is 'Recorded time of entering.';
select tenant_table('paper_signatures', 'select, insert');

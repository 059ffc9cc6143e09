create table second_factors (
    account_id uuid not null constraint second_factors_pk primary key
        constraint second_factors_account_fk references accounts (id) on delete cascade,
    secret bytea not null constraint second_factors_secret_length check (length(secret) = 20),
    started_at timestamptz not null,
    confirmed_at timestamptz,
    last_step bigint not null default 0
);
comment on table second_factors is 'The second factor of an account: codes of six digits by RFC 6238, asked for once it is confirmed.';
comment on column second_factors.last_step is 'Step of 30 seconds of the last code that was accepted: each is accepted once.';

create table recovery_codes (
    account_id uuid not null constraint recovery_codes_factor_fk references second_factors (account_id) on delete cascade,
    hash bytea not null,
    constraint recovery_codes_pk primary key (account_id, hash)
);
comment on table recovery_codes is 'SHA-256 of codes that each stand in once for the second factor.';

create table pending_sign_ins (
    token_hash bytea not null constraint pending_sign_ins_pk primary key,
    account_id uuid not null constraint pending_sign_ins_account_fk references accounts (id) on delete cascade,
    expires_at timestamptz not null
);
create index pending_sign_ins_account on pending_sign_ins (account_id);
comment on table pending_sign_ins is 'Whose password was right and whose code is still to come; opens no page.';

grant select, insert, update, delete on second_factors, recovery_codes, pending_sign_ins to zhenggai_app;
grant select, insert, update, delete on second_factors, recovery_codes, pending_sign_ins to zhenggai_loader;

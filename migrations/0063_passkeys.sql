create table passkeys (
    id uuid not null constraint passkeys_pk primary key,
    account_id uuid not null constraint passkeys_account_fk references accounts (id) on delete cascade,
    credential_id bytea not null constraint passkeys_credential_unique unique
        constraint passkeys_credential_length check (length(credential_id) between 1 and 1023),
    credential text not null,
    name text not null constraint passkeys_name_length check (length(name) between 1 and 40),
    counter bigint not null,
    created_at timestamptz not null,
    last_used_at timestamptz,
    suspect_at timestamptz
);
create index passkeys_account on passkeys (account_id, created_at);
comment on table passkeys is 'Keys that only the devices of an account''s owner hold (WebAuthn): they sign in, and sign.';
comment on column passkeys.credential is 'What the library of the registration keeps of it, as JSON; the public key is in it.';
comment on column passkeys.counter is 'How often the device said it had signed, when it was last used; 0 for devices that do not count.';
comment on column passkeys.suspect_at is 'When a counter went back: somebody may hold a copy of the key.';

create table passkey_ceremonies (
    token_hash bytea not null constraint passkey_ceremonies_pk primary key,
    account_id uuid constraint passkey_ceremonies_account_fk references accounts (id) on delete cascade,
    kind text not null constraint passkey_ceremonies_kind_known check (kind in ('register', 'sign_in', 'sign')),
    state text not null,
    challenge bytea constraint passkey_ceremonies_challenge_length check (length(challenge) = 32),
    nonce bytea constraint passkey_ceremonies_nonce_length check (length(nonce) = 32),
    expires_at timestamptz not null,
    constraint passkey_ceremonies_account_known check ((kind = 'sign_in') = (account_id is null)),
    constraint passkey_ceremonies_bound check ((kind = 'sign') = (nonce is not null) and (nonce is null) = (challenge is null))
);
create index passkey_ceremonies_account on passkey_ceremonies (account_id);
create index passkey_ceremonies_expiry on passkey_ceremonies (expires_at);
comment on table passkey_ceremonies is 'Questions put to a device that wait for its answer; each is answered once, within minutes. Of a registration, of a sign-in by whoever it is, of a signature.';
comment on column passkey_ceremonies.state is 'What the library needs to take the answer, as JSON: never given to a browser.';
comment on column passkey_ceremonies.challenge is 'Of a signature: the digest of its binding, which the device signs.';
comment on column passkey_ceremonies.nonce is 'Of a signature: the nonce that its binding holds.';

alter table sessions
    add column by_passkey boolean not null default false,
    add column factor_at timestamptz;
comment on column sessions.by_passkey is 'Opened by a passkey, or one was made in it: as good as two factors.';
comment on column sessions.factor_at is 'When a code of the second factor was last given in it for a signature.';

grant select, insert, update, delete on passkeys, passkey_ceremonies to zhenggai_app;
grant select, insert, update, delete on passkeys, passkey_ceremonies to zhenggai_loader;

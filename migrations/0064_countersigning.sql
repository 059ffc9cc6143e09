create table server_keys (
    id text not null constraint server_keys_pk primary key constraint server_keys_id_form check (id ~ '^[0-9a-f]{16}$'),
    public_key bytea not null constraint server_keys_length check (length(public_key) = 32),
    first_used_at timestamptz not null
);
comment on table server_keys is 'Public keys (Ed25519) by which servers countersigned; none is ever removed, so that old countersignatures can be checked.';
comment on column server_keys.id is 'The first 16 hexadecimal digits of the SHA-256 of the public key.';
grant select, insert on server_keys to zhenggai_app;
grant select, insert on server_keys to zhenggai_loader;

alter table signatures
    drop constraint signatures_method_known,
    add column countersigned_by text constraint signatures_server_key_fk references server_keys (id),
    add column countersignature bytea constraint signatures_countersignature_length check (length(countersignature) = 64),
    add column basis_sha256 bytea constraint signatures_basis_length check (length(basis_sha256) = 32);
alter table signatures
    add constraint signatures_method_known check (method in ('password', 'password_factor', 'passkey', 'paper')) not valid,
    add constraint signatures_countersigned check ((countersigned_by is null) = (countersignature is null)) not valid;
comment on column signatures.method is 'password and password_factor (with a code of the second factor): 电子确认. passkey: the signer''s own device signed. paper: 纸面签字.';
comment on column signatures.countersigned_by is 'By which key the server countersigned; null of signatures from before, of history and of demonstrations.';
comment on column signatures.countersignature is 'Ed25519 over the canonical JSON of binding digest, method, time, digest of the passkey''s assertion, digest of the scan, key.';
comment on column signatures.basis_sha256 is 'Of a signature on paper: SHA-256 of the scan that shows it.';

create table signature_assertions (
    tenant_id uuid not null constraint signature_assertions_tenant_fk references tenants (id),
    signature_id uuid not null,
    credential_id bytea not null,
    public_key text not null,
    rp_id text not null,
    origin text not null,
    authenticator_data bytea not null,
    client_data_json bytea not null,
    signature bytea not null,
    constraint signature_assertions_pk primary key (tenant_id, signature_id),
    constraint signature_assertions_signature_fk foreign key (tenant_id, signature_id) references signatures (tenant_id, id)
);
comment on table signature_assertions is 'What a passkey answered when it signed, with its public key (JSON Web Key): all that is needed to check it without this program. The challenge in client_data_json is the signature''s binding digest.';
select tenant_table('signature_assertions', 'select, insert');

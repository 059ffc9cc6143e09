-- A leader in charge signs one person's sheet with one gesture of a passkey, and is told how many sheets of the day are done.
alter table signature_assertions
    add column together text constraint signature_assertions_together_length check (length(together) between 1 and 20000);
comment on column signature_assertions.together is
    'Where one gesture signed several statements of one person: canonical JSON of the binding digests of all of them, whose SHA-256 is the challenge. Null where the challenge is this signature''s own binding digest.';
comment on table signature_assertions is 'What a passkey answered when it signed, with its public key (JSON Web Key): all that is needed to check it without this program. The challenge in client_data_json is the signature''s binding digest, or that of the list in which it stands.';
create index signatures_signer on signatures (tenant_id, signer_id, signed_at);

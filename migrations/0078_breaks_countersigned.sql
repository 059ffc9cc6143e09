-- What broke a signature is countersigned, too: a file that is checked offline proves it. Older breaks have no countersignature.
alter table signature_breaks
    add column countersigned_by text constraint signature_breaks_server_key_fk references server_keys (id),
    add column countersignature bytea constraint signature_breaks_countersignature_length check (length(countersignature) = 64);
alter table signature_breaks
    add constraint signature_breaks_countersigned check ((countersigned_by is null) = (countersignature is null)) not valid;
comment on column signature_breaks.countersigned_by is 'By which key the server countersigned that the signature lost its force; null of breaks from before, and where no key was given.';
comment on column signature_breaks.countersignature is 'Ed25519 over the canonical JSON of the signature''s binding digest, the time and the digest of the reason, and the key.';

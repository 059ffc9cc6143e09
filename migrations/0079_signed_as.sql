-- A statement names its owner and its leader in charge. Where somebody else signs it, the principal of a body or a leader who came after
-- the owner signed, the signature itself says who.
alter table signatures
    add column signed_as text constraint signatures_signed_as_length check (length(signed_as) between 1 and 300);
comment on column signatures.signed_as is 'Name and title of the signer, as bound; null where the statement, or what was declared of the stead, names them, and of those from before.';

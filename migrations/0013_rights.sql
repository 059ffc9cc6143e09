-- What administrators decide about accounts: why one is disabled, and whose sign-in needs a second factor.

alter table accounts
    add column disabled_why text constraint accounts_disabled_why_known check (disabled_why in ('administrator', 'left')),
    add constraint accounts_reason_when_disabled check (disabled_why is null or disabled_at is not null);
comment on column accounts.disabled_why is
    'administrator: by hand; left: the person was in the roster no longer, or in no post. The latter ends when a roster states them again.';
create index accounts_person on accounts (tenant_id, person_id) where person_id is not null;

alter table tenants
    add column factor_roles text not null default '' constraint tenants_factor_roles_form check (factor_roles ~ '^[a-z_,]*$');
comment on column tenants.factor_roles is
    'Roles, comma separated, that must set up a second factor before any page: words of grants.role, official for whoever has a person, leader for leaders in charge. A demonstration never forces.';

-- A secret must be read back to compute codes, so it can't be hashed. It is not encrypted under a key of the program either: that key
-- would have to lie beside the database on the same machine and be dumped with it, while it could be lost and lock everybody out.
-- Disks and backups are what has to be encrypted; a secret alone opens nothing without the password.
comment on column second_factors.secret is
    'Shared with the app, 160 bits, in clear: worthless without the password, replaced by a reset. Encrypt disk and backups.';

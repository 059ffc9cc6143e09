-- Tenants, accounts, sessions: the global tables. They carry no policy; the program reaches them only
-- through the named functions of domain/tenants and domain/accounts, in transactions without a tenant.

create table tenants (
    id uuid not null constraint tenants_pk primary key,
    slug text not null
        constraint tenants_slug_unique unique
        constraint tenants_slug_form check (slug ~ '^[a-z][a-z0-9-]{0,39}$'),
    name text not null constraint tenants_name_length check (length(name) between 1 and 60),
    level text not null default 'city' constraint tenants_level_known check (level in ('city', 'province', 'nation')),
    parent_id uuid constraint tenants_parent_fk references tenants (id),
    demo boolean not null default false,
    created_at timestamptz not null
);
comment on table tenants is 'One jurisdiction (辖区) with its own office, people and data.';
comment on column tenants.demo is 'A demonstration: a banner says so, password change and second factor are offered and not forced.';

create table accounts (
    id uuid not null constraint accounts_pk primary key,
    tenant_id uuid not null constraint accounts_tenant_fk references tenants (id),
    login text not null constraint accounts_login_form check (login ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    display_name text not null constraint accounts_display_name_length check (length(display_name) between 1 and 60),
    person_id uuid,
    password_hash text,
    must_change_password boolean not null default false,
    one_time_until timestamptz,
    disabled_at timestamptz,
    locale text constraint accounts_locale_known check (locale in ('zh', 'en')),
    created_at timestamptz not null,
    constraint accounts_login_unique unique (tenant_id, login)
);
create index accounts_login on accounts (login);
comment on column accounts.login is 'Lower case; for people of a roster the staff number.';
comment on column accounts.one_time_until is 'A one-time password is void after this instant.';

create table sessions (
    token_hash bytea not null constraint sessions_pk primary key,
    account_id uuid not null constraint sessions_account_fk references accounts (id) on delete cascade,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null,
    agent text not null default ''
);
create index sessions_account on sessions (account_id);
comment on table sessions is 'SHA-256 of the random token, never the token itself.';
comment on column sessions.expires_at is 'Absolute expiry; idle expiry is counted from seen_at.';

create table sign_in_attempts (
    key bytea not null constraint sign_in_attempts_pk primary key,
    failures integer not null,
    last_at timestamptz not null,
    locked_until timestamptz
);
comment on table sign_in_attempts is
    'Failures per SHA-256 of the name that was typed, whether an account of that name exists or not, so that a lock-out tells nothing.';

grant select, insert, update on tenants, accounts to zhenggai_app;
grant select, insert, update, delete on sessions, sign_in_attempts to zhenggai_app;
grant select, insert, update, delete on all tables in schema public to zhenggai_loader;

-- Every table of a tenant is made one by this function, so that none can differ.
create function tenant_table(target regclass, app_may text) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format(
        'create policy tenant_only on %s'
        ' using (tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::uuid))'
        ' with check (tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::uuid))', target);
    execute format('grant %s on %s to zhenggai_app', app_may, target);
    execute format('grant select, insert, update, delete on %s to zhenggai_loader', target);
end $$;
revoke execute on function tenant_table(regclass, text) from public;

-- Search over what one may read. Operators of arrays are not leakproof, so under row-level security their index is not used: the
-- index is asked by two functions that belong to a role of their own, which may read this one table and nothing else.
do $$ begin
    if not exists (select from pg_roles where rolname = 'zhenggai_search') then
        raise exception 'the role zhenggai_search is missing: an administrator runs once more what `zhenggai roles` prints; it changes nothing that is there';
    end if;
end $$;

create table search_entries (
    tenant_id uuid not null constraint search_entries_tenant_fk references tenants (id),
    kind text not null constraint search_entries_kind_known check (kind in ('problem', 'person', 'unit')),
    subject_id uuid not null,
    place bigint not null,
    campaign_id uuid,
    owner_id uuid,
    leader_id uuid,
    unit_id uuid,
    tier text,
    submitted boolean not null default false,
    entered_by uuid,
    terms bigint[] not null,
    constraint search_entries_pk primary key (tenant_id, kind, subject_id)
) with (toast_tuple_target = 256);
comment on table search_entries is
    'What may be found, and by whom at most: no texts. Made from other tables by a job, and to be made anew from them at any time.';
comment on column search_entries.place is
    'Order of what is found: problems the newest first, people by the letters of their name, units in official order.';
comment on column search_entries.unit_id is
    'Of a problem the county, department or body it is counted under; of a person the unit of the main post, or of the last.';
comment on column search_entries.submitted is 'Whether more than its writers may read it.';
comment on column search_entries.terms is
    'Single characters and pairs of neighbours, 21 bits each, behind 19 bits of the tenant and 2 of the kind: each jurisdiction and kind has its own within one index, and no extension is needed.';
select tenant_table('search_entries', 'select, insert, update, delete');
-- What waits beside the index is read by each search, and makes its building four times as quick: 128 blocks at most.
create index search_entries_terms on search_entries using gin (terms) with (gin_pending_list_limit = 1024);

create table search_pending (
    of_tenant uuid not null,
    id bigint not null generated always as identity,
    kind text not null constraint search_pending_kind_known check (kind in ('problem', 'person', 'unit')),
    subject_id uuid not null,
    constraint search_pending_pk primary key (of_tenant, id)
);
comment on table search_pending is
    'What was changed since it was last indexed, once for each change: written by the statement that changes it, taken by the job in the transaction that writes the index. Names no text.';
grant select, insert, delete on search_pending to zhenggai_app;
grant select, insert, update, delete on search_pending to zhenggai_loader;

create function search_mark() returns trigger language plpgsql as $$
begin
    insert into search_pending (of_tenant, kind, subject_id) values (new.tenant_id, tg_argv[0], new.id);
    return null;
end $$;
create function search_mark_holder() returns trigger language plpgsql as $$
begin
    insert into search_pending (of_tenant, kind, subject_id) values (new.tenant_id, 'person', new.person_id);
    return null;
end $$;

create trigger problems_to_search after insert on problems for each row execute function search_mark('problem');
-- A draft beside a submitted revision is found by nobody.
create trigger problems_to_search_again after update on problems for each row
    when (new.revision = 0 and old.draft is distinct from new.draft
        or (old.revision, old.owner_id, old.unit_id, old.top_unit_id, old.tier, old.leader_id, old.entered_by, old.campaign_id)
            is distinct from
           (new.revision, new.owner_id, new.unit_id, new.top_unit_id, new.tier, new.leader_id, new.entered_by, new.campaign_id)
        or (old.state = 'withdrawn') <> (new.state = 'withdrawn'))
    execute function search_mark('problem');
create trigger persons_to_search after insert on persons for each row execute function search_mark('person');
create trigger persons_to_search_again after update on persons for each row
    when ((old.name, old.staff_no, old.withdrawn_at) is distinct from (new.name, new.staff_no, new.withdrawn_at))
    execute function search_mark('person');
create trigger posts_to_search after insert or update on posts for each row execute function search_mark_holder();
create trigger units_to_search after insert on units for each row execute function search_mark('unit');
create trigger units_to_search_again after update on units for each row
    when ((old.name, old.sort_no, old.withdrawn_at) is distinct from (new.name, new.sort_no, new.withdrawn_at))
    execute function search_mark('unit');

-- What is there already: the policies would hide it from the owner.
set local role zhenggai_loader;
insert into search_pending (of_tenant, kind, subject_id) select tenant_id, 'problem', id from problems order by id;
insert into search_pending (of_tenant, kind, subject_id) select tenant_id, 'person', id from persons order by id;
insert into search_pending (of_tenant, kind, subject_id) select tenant_id, 'unit', id from units order by id;
reset role;

-- The index of terms is asked first and alone (offset 0): a term that is in every entry would otherwise be looked for in the whole
-- table, each time with all terms of each entry in hand, for a second.
-- Each gives ids of the transaction's own tenant, filtered by the setting and by nothing that the caller says. What the caller says of
-- its rights only narrows; whoever shows something asks the rule of each.
grant select on search_entries to zhenggai_search;
-- Only for as long as it makes its functions.
grant create on schema public to zhenggai_search;
set local role zhenggai_search;
create function search_problems(
    wanted bigint[], campaign uuid, owners uuid[], leaders uuid[], watched uuid[], counties uuid[], office boolean, named boolean,
    typist uuid, after_place bigint, after_id uuid, most bigint
) returns table (place bigint, subject_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
    select e.place, e.subject_id from (select * from public.search_entries where terms @> wanted offset 0) e
    where e.tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and e.kind = 'problem'
      and e.campaign_id = campaign and cardinality(wanted) > 0
      and (e.owner_id = any(owners) or e.entered_by = typist
        or e.submitted and (e.leader_id = any(leaders) or e.unit_id = any(watched)
            or e.tier = 'township' and e.unit_id = any(counties)
            or case when e.tier in ('city', 'body') then named else office end))
      and (after_place is null or (e.place, e.subject_id) > (after_place, after_id))
    order by e.place, e.subject_id limit most
$$;
create function search_names(
    wanted bigint[], of_kind text, units uuid[], after_place bigint, after_id uuid, most bigint
) returns table (place bigint, subject_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
    select e.place, e.subject_id from (select * from public.search_entries where terms @> wanted offset 0) e
    where e.tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and e.kind = of_kind
      and e.kind <> 'problem' and cardinality(wanted) > 0
      and (units is null or e.unit_id = any(units))
      and (after_place is null or (e.place, e.subject_id) > (after_place, after_id))
    order by e.place, e.subject_id limit most
$$;
comment on function search_problems is 'Problems of the transaction''s tenant that hold all terms, at most those that somebody of these ties may read.';
comment on function search_names is 'People or units of the transaction''s tenant that hold all terms, within units or anywhere.';
revoke execute on function
    search_problems(bigint[], uuid, uuid[], uuid[], uuid[], uuid[], boolean, boolean, uuid, bigint, uuid, bigint),
    search_names(bigint[], text, uuid[], bigint, uuid, bigint) from public;
grant execute on function
    search_problems(bigint[], uuid, uuid[], uuid[], uuid[], uuid[], boolean, boolean, uuid, bigint, uuid, bigint),
    search_names(bigint[], text, uuid[], bigint, uuid, bigint) to zhenggai_app;
reset role;
revoke create on schema public from zhenggai_search;

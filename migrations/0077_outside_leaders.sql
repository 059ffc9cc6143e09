-- Whom the campaign names to co-sign for somebody above whom the roster has nobody: the city's first official.
alter table persons add column outside_title text
    constraint persons_outside_title_length check (length(outside_title) between 1 and 60);
comment on column persons.outside_title is
    'Of a superior outside the roster, named to co-sign on paper: what they are. Null for a cadre of the roster. Such a one has no post and no account.';
create unique index persons_outside on persons (tenant_id, name, outside_title) where outside_title is not null;

-- Which days are worked, where that differs from the week: public holidays and the days worked in exchange (调休), year by year as
-- the State Council's office announces them. Spans, like all that figures go by: a past day's lamps stay what they were.
create table calendar_days (
    tenant_id uuid not null constraint calendar_days_tenant_fk references tenants (id),
    id uuid not null,
    day date not null,
    year integer not null constraint calendar_days_year_sane check (year between 2000 and 2100),
    worked boolean not null,
    name text not null default '' constraint calendar_days_name_length check (length(name) <= 30),
    from_at timestamptz not null,
    to_at timestamptz not null default 'infinity',
    constraint calendar_days_pk primary key (tenant_id, id),
    constraint calendar_days_forward check (from_at <= to_at),
    constraint calendar_days_near_year check (extract(year from day) between year - 1 and year + 1)
);
create unique index calendar_days_open on calendar_days (tenant_id, day) include (worked, year) where to_at = 'infinity';
comment on table calendar_days is
    'Days that differ from Monday to Friday, as the office entered them. A day taken out or changed closes its row.';
comment on column calendar_days.year is
    'The year whose notice names the day: that of New Year''s Day may name days of the December before.';
comment on column calendar_days.worked is 'true: worked in exchange 调休上班; false: a day off 放假.';
comment on column calendar_days.name is 'The holiday that it belongs to: 国庆节.';
comment on column calendar_days.from_at is 'Known from this instant, by recorded time, until to_at.';
select tenant_table('calendar_days', 'select, insert, update (to_at)');

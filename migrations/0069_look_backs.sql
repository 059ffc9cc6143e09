-- 回头看: a sample of closed problems is looked at again. Nobody can choose who is drawn, and anybody can draw it once more.

create table look_backs (
    tenant_id uuid not null constraint look_backs_tenant_fk references tenants (id),
    id uuid not null,
    campaign_id uuid not null,
    draw_no integer not null,
    county_id uuid,
    secret text not null constraint look_backs_secret_form check (secret ~ '^[0-9a-f]{64}$'),
    commitment text not null constraint look_backs_commitment_form check (commitment ~ '^[0-9a-f]{64}$'),
    public_words text not null default '' constraint look_backs_public_words_length check (length(public_words) <= 200),
    account_id uuid not null,
    at timestamptz not null,
    unit_id uuid,
    tier text constraint look_backs_tier_known check (tier in ('body', 'city', 'county', 'township')),
    long_term boolean,
    size_kind text constraint look_backs_size_kind_known check (size_kind in ('count', 'percent')),
    size integer constraint look_backs_size_positive check (size > 0),
    population text,
    population_n integer,
    population_sha256 text,
    seed text constraint look_backs_seed_form check (seed ~ '^[0-9a-f]{64}$'),
    sample_n integer,
    drawn_by uuid,
    drawn_at timestamptz,
    constraint look_backs_pk primary key (tenant_id, id),
    constraint look_backs_campaign_fk foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
    constraint look_backs_county_fk foreign key (tenant_id, county_id) references units (tenant_id, id),
    constraint look_backs_unit_fk foreign key (tenant_id, unit_id) references units (tenant_id, id),
    constraint look_backs_number_unique unique (tenant_id, campaign_id, draw_no),
    constraint look_backs_draw_whole check (num_nulls(long_term, size_kind, size, population, population_n, population_sha256, seed,
        sample_n, drawn_by, drawn_at) in (0, 10)),
    constraint look_backs_narrowed_when_drawn check (drawn_at is not null or num_nonnulls(unit_id, tier) = 0)
);
comment on table look_backs is 'Draws of 回头看, numbered without gaps, none ever removed. The seed is fixed when one is prepared, before anything can be chosen: the digest of a secret is shown, and the secret itself only once the population is chosen.';
comment on column look_backs.county_id is 'The county whose office draws; none for the city office.';
comment on column look_backs.secret is 'Half of the seed: random, and shown to nobody until it is drawn.';
comment on column look_backs.commitment is 'SHA-256 of the secret: shown from the beginning.';
comment on column look_backs.public_words is 'The other half: said in public before, such as what dice showed.';
comment on column look_backs.long_term is 'Only what is 长期坚持 and has a look-back date that has come.';
comment on column look_backs.population is 'Numbers of all problems from which it was drawn, in the order of their characters, a line each.';
comment on column look_backs.population_sha256 is 'SHA-256 of the population as it stands, its last line break included.';
comment on column look_backs.seed is 'SHA-256 of the secret followed by the public words. Drawn are the first by SHA-256 of the seed followed by the problem''s number.';
select tenant_table('look_backs', 'select, insert, update');

create table look_back_entries (
    tenant_id uuid not null constraint look_back_entries_tenant_fk references tenants (id),
    look_back_id uuid not null,
    place integer not null constraint look_back_entries_place_positive check (place > 0),
    campaign_id uuid not null,
    problem_id uuid not null,
    cycle integer not null,
    close_number text not null,
    rank_sha256 text not null constraint look_back_entries_rank_form check (rank_sha256 ~ '^[0-9a-f]{64}$'),
    looked boolean not null default false,
    constraint look_back_entries_pk primary key (tenant_id, look_back_id, place),
    constraint look_back_entries_once unique (tenant_id, look_back_id, problem_id),
    constraint look_back_entries_draw_fk foreign key (tenant_id, look_back_id) references look_backs (tenant_id, id),
    constraint look_back_entries_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id)
);
create index look_back_entries_problem on look_back_entries (tenant_id, problem_id);
create index look_back_entries_waiting on look_back_entries (tenant_id, campaign_id, look_back_id) where not looked;
comment on table look_back_entries is 'Problems that were drawn, in the order of the draw.';
comment on column look_back_entries.cycle is 'The closed round that is looked at.';
comment on column look_back_entries.rank_sha256 is 'SHA-256 of seed and number: the order.';
comment on column look_back_entries.looked is 'Whether there is a result.';
select tenant_table('look_back_entries', 'select, insert, update');

create table look_back_results (
    tenant_id uuid not null constraint look_back_results_tenant_fk references tenants (id),
    look_back_id uuid not null,
    place integer not null,
    problem_id uuid not null,
    verdict text not null constraint look_back_results_verdict_known check (verdict in ('held', 'relapsed')),
    words text not null constraint look_back_results_words_length check (length(words) between 1 and 2000),
    looked_by text not null constraint look_back_results_looked_by_length check (length(looked_by) between 1 and 200),
    looked_on date not null,
    due_on date,
    account_id uuid not null,
    at timestamptz not null,
    constraint look_back_results_pk primary key (tenant_id, look_back_id, place),
    constraint look_back_results_entry_fk foreign key (tenant_id, look_back_id, place) references look_back_entries (tenant_id, look_back_id, place),
    constraint look_back_results_limit_given check ((verdict = 'relapsed') = (due_on is not null))
);
create index look_back_results_problem on look_back_results (tenant_id, problem_id, at);
comment on table look_back_results is 'What was found: 巩固, it held, or 反弹, it came back, which opened a new cycle with its own limit.';
comment on column look_back_results.looked_by is 'Who went and looked, by name.';
comment on column look_back_results.looked_on is 'The day on which they looked.';
select tenant_table('look_back_results', 'select, insert');

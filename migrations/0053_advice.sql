-- Advice that a writer put aside, with a word: it is not said again of the same words.

create table advice_asides (
    tenant_id uuid not null constraint advice_asides_tenant_fk references tenants (id),
    problem_id uuid not null,
    rule text not null constraint advice_asides_rule_length check (length(rule) between 1 and 10),
    field text not null constraint advice_asides_field_length check (length(field) between 1 and 40),
    quote text not null constraint advice_asides_quote_length check (length(quote) <= 200),
    words text not null constraint advice_asides_words_length check (length(words) between 1 and 200),
    account_id uuid not null,
    at timestamptz not null,
    constraint advice_asides_pk primary key (tenant_id, problem_id, rule, field, quote),
    constraint advice_asides_problem_fk foreign key (tenant_id, problem_id) references problems (tenant_id, id)
);
comment on table advice_asides is 'Advice that whoever writes did not take, and why.';
comment on column advice_asides.rule is 'The rule''s number, such as C04.';
comment on column advice_asides.field is 'The field it was about, such as measures.0.due.';
comment on column advice_asides.quote is 'The words it was about; empty for the field as a whole.';
select tenant_table('advice_asides', 'select, insert');

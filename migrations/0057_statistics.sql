-- A campaign is of one jurisdiction: a planner that takes the two for independent expects of a city among hundreds one row where
-- there are tens of thousands.
create statistics problems_of_city (dependencies) on tenant_id, campaign_id from problems;
create statistics problem_spans_of_city (dependencies) on tenant_id, campaign_id from problem_spans;

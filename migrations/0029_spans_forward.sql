-- A span never ends before it begins, whatever a server's clock says.
alter table problem_spans add constraint problem_spans_forward check (to_at >= from_at) not valid;

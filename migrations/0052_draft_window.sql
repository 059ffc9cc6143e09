-- The window that wrote the stored draft. An answer that got lost on its way leaves that window with an older version, and it
-- still knows all that is stored: only another window's words are a conflict.
alter table problems add column draft_window uuid;
comment on column problems.draft_window is
    'The page, by a random id of its own, whose words the draft holds; null when it was written without scripts or by an act.';

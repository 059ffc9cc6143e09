-- A scan that was entered for another problem already is found by its digest: whoever enters it is told.
create index paper_signatures_sha256 on paper_signatures (tenant_id, sha256);

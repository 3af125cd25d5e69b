-- One user's events, or those of one kind, among many.
create index audit_by_actor on audit (tenant_id, lower(actor), id);
create index audit_by_subject on audit (tenant_id, lower(subject), id);
create index audit_by_action on audit (tenant_id, action, id);

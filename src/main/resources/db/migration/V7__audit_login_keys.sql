-- What is compared of a login (NFC and lower case, as Java has them), here as well. The release before, which may still serve,
-- writes rows without: they are compared as well as SQL can.
alter table audit add column actor_key text collate "C";
alter table audit add column subject_key text collate "C";

update audit set actor_key = keys.actor_key, subject_key = keys.subject_key
from (
    select a.tenant_id, a.id, coalesce(actor.login_key, lower(normalize(a.actor, nfc))) as actor_key,
        coalesce(subject.login_key, lower(normalize(a.subject, nfc))) as subject_key
    from audit a
    left join app_user actor on actor.tenant_id = a.tenant_id and actor.login_id = a.actor
    left join app_user subject on subject.tenant_id = a.tenant_id and subject.login_id = a.subject) as keys
where audit.tenant_id = keys.tenant_id and audit.id = keys.id;

-- In place of audit_by_actor and audit_by_subject, which the release after this one drops.
create index audit_by_actor_key on audit (tenant_id, coalesce(actor_key, lower(actor)), id);
create index audit_by_subject_key on audit (tenant_id, coalesce(subject_key, lower(subject)), id);

package org.callroster.directory;

import org.callroster.audit.AuditKind;

/** The two lists of plain names that a tenant keeps. They have no entity: each consists of a name only. */
public enum NameKind {

    TEAMS("team", "user team not found", AuditKind.TEAM_CREATED, AuditKind.TEAM_DELETED, """
            select (select count(*) from app_user where tenant_id = :tenant and team_id = :id) as users,
                   (select count(*) from supervised_team where tenant_id = :tenant and team_id = :id) as supervisors"""),
    SKILLS("skill", "Skill not found", AuditKind.SKILL_CREATED, AuditKind.SKILL_DELETED, """
            select (select count(*) from user_skill where tenant_id = :tenant and skill_id = :id) as users,
                   cast(0 as bigint) as supervisors""");

    final String table;
    final String notFound;
    final AuditKind created;
    final AuditKind deleted;
    final String usageSql;

    NameKind(String table, String notFound, AuditKind created, AuditKind deleted, String usageSql) {
        this.table = table;
        this.notFound = notFound;
        this.created = created;
        this.deleted = deleted;
        this.usageSql = usageSql;
    }
}

package org.callroster.names;

import org.callroster.audit.AuditKind;

/** The two lists of plain names that a tenant keeps. */
public enum NameKind {

    TEAMS("team", "Team", "user team not found",
            new Audited(AuditKind.TEAM_CREATED, AuditKind.TEAM_RENAMED, AuditKind.TEAM_DELETED),
            "n.name = ?4, n.modifiedAt = instant", """
            select (select count(*) from User u where u.tenantId = ?1 and u.teamId = ?2),
                (select count(*) from SupervisedTeam s where s.tenantId = ?1 and s.teamId = ?2)"""),
    SKILLS("skill", "Skill", "Skill not found",
            new Audited(AuditKind.SKILL_CREATED, AuditKind.SKILL_RENAMED, AuditKind.SKILL_DELETED),
            "n.name = ?4", "select count(*), 0L from UserSkill s where s.tenantId = ?1 and s.skillId = ?2");

    /** How the audit calls the changes of such a name. */
    record Audited(AuditKind created, AuditKind renamed, AuditKind deleted) {
    }

    final String table;
    final String entity;
    final String notFound;
    final Audited audited;
    /** In HQL: what a rename sets. */
    final String renaming;
    /** In HQL: the numbers of users and of supervisors. */
    final String usage;

    NameKind(String table, String entity, String notFound, Audited audited, String renaming, String usage) {
        this.table = table;
        this.entity = entity;
        this.notFound = notFound;
        this.audited = audited;
        this.renaming = renaming;
        this.usage = usage;
    }
}

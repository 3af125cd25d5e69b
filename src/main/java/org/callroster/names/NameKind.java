package org.callroster.names;

import org.callroster.audit.AuditKind;

/** The two lists of plain names that a tenant keeps. */
public enum NameKind {

    TEAMS("team", "Team", "user team not found", AuditKind.TEAM_CREATED, AuditKind.TEAM_RENAMED, AuditKind.TEAM_DELETED,
            "n.name = ?4, n.modifiedAt = instant", """
            select (select count(*) from User u where u.tenantId = ?1 and u.teamId = ?2),
                (select count(*) from SupervisedTeam s where s.tenantId = ?1 and s.teamId = ?2)"""),
    SKILLS("skill", "Skill", "Skill not found", AuditKind.SKILL_CREATED, AuditKind.SKILL_RENAMED, AuditKind.SKILL_DELETED,
            "n.name = ?4", "select count(*), 0L from UserSkill s where s.tenantId = ?1 and s.skillId = ?2");

    final String table;
    final String entity;
    final String notFound;
    final AuditKind created;
    final AuditKind renamed;
    final AuditKind deleted;
    /** In HQL: what a rename sets. */
    final String renaming;
    /** In HQL: the numbers of users and of supervisors. */
    final String usage;

    NameKind(String table, String entity, String notFound, AuditKind created, AuditKind renamed, AuditKind deleted,
            String renaming, String usage) {
        this.table = table;
        this.entity = entity;
        this.notFound = notFound;
        this.created = created;
        this.renamed = renamed;
        this.deleted = deleted;
        this.renaming = renaming;
        this.usage = usage;
    }
}

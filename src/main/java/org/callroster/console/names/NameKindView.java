package org.callroster.console.names;

import java.util.Collection;
import java.util.Map;

import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.console.Page;
import org.callroster.console.Pages;
import org.callroster.fleet.FleetCounts;
import org.callroster.names.NameKind;

import io.smallrye.mutiny.Uni;

/** What the pages of teams and of skills say differently. */
public enum NameKindView {

    TEAM(NameKind.TEAMS, "teams", "Teams", "team", Privilege.TEAMS,
            "Each user is in one team. Supervisors see and change the users of their teams."),
    SKILL(NameKind.SKILLS, "skills", "Skills", "skill", Privilege.SKILLS,
            "A user has each skill at a level from 0 to 100.");

    final NameKind kind;
    private final String section;
    private final String title;
    private final String noun;
    private final String privilege;
    private final String about;

    NameKindView(NameKind kind, String section, String title, String noun, String privilege, String about) {
        this.kind = kind;
        this.section = section;
        this.title = title;
        this.noun = noun;
        this.privilege = privilege;
        this.about = about;
    }

    public String path() {
        return "/console/" + section;
    }

    public String title() {
        return title;
    }

    public String noun() {
        return noun;
    }

    public String about() {
        return about;
    }

    public boolean isManagedBy(Page page) {
        return page.may(privilege);
    }

    Page page(Pages pages, String called) {
        return pages.of(called, section);
    }

    Uni<Map<String, Long>> users(FleetCounts counts, Caller caller, Collection<String> names) {
        return this == TEAM ? counts.ofTeams(caller, names) : counts.ofSkills(caller, names);
    }
}

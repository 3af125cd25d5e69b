package org.callroster.console.user;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.access.AccessRepository;
import org.callroster.access.AccessView;
import org.callroster.audit.AuditList;
import org.callroster.audit.AuditQuery;
import org.callroster.audit.AuditRepository;
import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.console.AuditLine;
import org.callroster.console.Pages;
import org.callroster.console.Words;
import org.callroster.lock.list.LockFilter;
import org.callroster.lock.list.LockList;
import org.callroster.lock.list.LockListRepository;
import org.callroster.profile.UserRow;
import org.callroster.secret.SecretService;
import org.callroster.supervisor.SupervisorService;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** Puts the pages of users together. */
@ApplicationScoped
class UserPages {

    static final Set<String> TABS = Set.of(UserPage.PROFILE, UserPage.ACCESS, UserPage.SECRETS, UserPage.HISTORY);
    private static final String EVENTS = "50";

    private final AccessRepository access;
    private final LockListRepository locks;
    private final SupervisorService supervisors;
    private final SecretService secrets;
    private final AuditRepository audit;
    private final Pages pages;

    UserPages(AccessRepository access, LockListRepository locks, SupervisorService supervisors, SecretService secrets,
            AuditRepository audit, Pages pages) {
        this.access = access;
        this.locks = locks;
        this.supervisors = supervisors;
        this.secrets = secrets;
        this.audit = audit;
        this.pages = pages;
    }

    /**
     * @param user whom the caller may see
     * @param wanted the tab; another than the caller may see is the first
     * @param cursor of the events; null for the newest
     */
    Uni<TemplateInstance> page(Caller caller, UserRow user, String wanted, String cursor, UserPage.Saved saved) {
        String tab = allowed(caller, wanted);
        return access.of(caller.tenant(), user.id())
                .chain(known -> secretLock(caller, user, known)
                        .chain(lock -> content(caller, user.view().loginId(), tab, cursor)
                                .map(content -> new UserPage(user.view(), known, lock.locks().stream().findFirst().orElse(null),
                                        tab, content, saved))))
                .map(page -> Templates.user(pages.of(page.name(), "users"), page));
    }

    private static String allowed(Caller caller, String wanted) {
        boolean may = switch (wanted == null ? "" : wanted) {
            case UserPage.SECRETS -> caller.has(Privilege.MANAGE_USERS);
            case UserPage.HISTORY -> caller.has(Privilege.VIEW_AUDIT);
            default -> wanted != null && TABS.contains(wanted);
        };
        return may ? wanted : UserPage.PROFILE;
    }

    private Uni<LockList> secretLock(Caller caller, UserRow user, AccessView known) {
        return known.secretsLocked()
                ? locks.list(caller, new LockFilter("1", null, user.view().loginId(), null, "secret", null))
                : Uni.createFrom().item(new LockList(List.of(), null));
    }

    private Uni<UserPage.Tab> content(Caller caller, String loginId, String tab, String cursor) {
        return switch (tab) {
            case UserPage.SECRETS -> secrets.list(caller, loginId).map(all -> UserPage.Tab
                    .ofSecrets(all.stream().map(secret -> SecretLine.of(secret, Instant.now())).toList()));
            case UserPage.HISTORY -> audit.list(caller.tenant(), AuditQuery.ofSubject(loginId, EVENTS, cursor))
                    .map(list -> UserPage.Tab.ofEvents(
                            list.events().stream().map(AuditLine::of).toList(), older(loginId, list)));
            default -> supervisors.get(caller, loginId).map(held -> UserPage.Tab.ofSupervised(held.teams()));
        };
    }

    private static String older(String loginId, AuditList list) {
        return list.nextCursor() == null ? null
                : Words.user(loginId) + "?tab=" + UserPage.HISTORY + "&cursor=" + Words.path(list.nextCursor());
    }
}

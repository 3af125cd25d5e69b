package org.callroster.session;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.authentication.Account;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The latest login and logout of users. Call inside a transaction. */
@ApplicationScoped
class LoginInfos implements PanacheRepositoryBase<LoginInfo, LoginInfo.Key> {

    private static final String LOGGED_IN = """
            insert into LoginInfo (tenantId, userId, lastLogin, browser, os, ipAddress, userAgent, appType)
            values (?1, ?2, instant, ?3, ?4, ?5, ?6, ?7)
            on conflict (tenantId, userId) do update set lastLogin = excluded.lastLogin, browser = excluded.browser,
                os = excluded.os, ipAddress = excluded.ipAddress, userAgent = excluded.userAgent,
                appType = excluded.appType""";

    Uni<Void> loggedIn(NewSession opening) {
        Account account = opening.account();
        return getSession().chain(session -> session.createMutationQuery(LOGGED_IN).setParameter(1, account.tenant().id())
                .setParameter(2, account.userId()).setParameter(3, opening.agent().browser())
                .setParameter(4, opening.agent().os()).setParameter(5, opening.shownAddress())
                .setParameter(6, opening.agent().text()).setParameter(7, opening.application().appType())
                .executeUpdate()).replaceWithVoid();
    }

    Uni<Void> loggedOut(Tenant tenant, List<UUID> users) {
        return update("lastLogout = instant where tenantId = ?1 and userId in ?2", tenant.id(), users).replaceWithVoid();
    }

    Uni<Void> loggedOut(LiveSession session) {
        return update("lastLogout = instant where tenantId = ?1 and userId = ?2", session.tenant().id(), session.userId())
                .replaceWithVoid();
    }
}

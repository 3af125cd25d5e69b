package org.callroster.bootstrap;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.bootstrap.ContactCentre.Member;
import org.callroster.caller.Caller;
import org.callroster.policy.SecurityPolicy;
import org.callroster.secret.ApiSecretRepository;
import org.callroster.tenant.Tenant;
import org.callroster.user.UserRepository;
import org.callroster.user.UserService;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Writes a user of a contact centre file, with supervised teams and API secret. Call inside a transaction. */
@ApplicationScoped
class MemberLoader {

    private static final String SUPERVISE = """
            insert into supervised_team (tenant_id, user_id, team_id)
            select tenant_id, cast(:user as uuid), id from team where tenant_id = :tenant and name = any(:teams)""";

    private final UserService users;
    private final UserRepository rows;
    private final ApiSecretRepository secrets;

    MemberLoader(UserService users, UserRepository rows, ApiSecretRepository secrets) {
        this.users = users;
        this.rows = rows;
        this.secrets = secrets;
    }

    Uni<Void> load(Caller caller, Member user, SecurityPolicy policy) {
        Tenant tenant = caller.tenant();
        return users.create(caller, user.newUser(), policy)
                .chain(() -> rows.id(tenant, user.loginId()))
                .call(id -> supervise(tenant, id, user.supervisedTeams()))
                .call(id -> user.apiSecret() == null ? Uni.createFrom().voidItem()
                        : secrets.addFirst(tenant, id, user.apiSecret()))
                .replaceWithVoid();
    }

    private Uni<Void> supervise(Tenant tenant, UUID userId, List<String> teams) {
        if (teams.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(SUPERVISE).setParameter("tenant", tenant.id()).setParameter("user", userId)
                        .setParameter("teams", teams.toArray(String[]::new)).executeUpdate())
                .replaceWithVoid();
    }
}

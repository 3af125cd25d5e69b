package org.callroster.bootstrap;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.assignment.SupervisedTeams;
import org.callroster.bootstrap.ContactCentre.Member;
import org.callroster.caller.Caller;
import org.callroster.directory.ChangeableUsers;
import org.callroster.policy.SecurityPolicy;
import org.callroster.secret.ApiSecretRepository;
import org.callroster.tenant.Tenant;
import org.callroster.user.UserService;

import io.smallrye.mutiny.Uni;

/** Writes a user of a contact centre file, with supervised teams and API secret. Call inside a transaction. */
@ApplicationScoped
class MemberLoader {

    private final UserService users;
    private final ChangeableUsers changeable;
    private final SupervisedTeams teams;
    private final ApiSecretRepository secrets;

    MemberLoader(UserService users, ChangeableUsers changeable, SupervisedTeams teams, ApiSecretRepository secrets) {
        this.users = users;
        this.changeable = changeable;
        this.teams = teams;
        this.secrets = secrets;
    }

    Uni<Void> load(Caller caller, Member user, SecurityPolicy policy) {
        Tenant tenant = caller.tenant();
        return users.create(caller, user.newUser(), policy)
                .chain(() -> changeable.byLogin(tenant, user.loginId()))
                .call(created -> teams.add(tenant, created.id(), user.supervisedTeams()))
                .call(created -> user.apiSecret() == null ? Uni.createFrom().nullItem()
                        : secrets.addFirst(tenant, created.id(), user.apiSecret()))
                .replaceWithVoid();
    }
}

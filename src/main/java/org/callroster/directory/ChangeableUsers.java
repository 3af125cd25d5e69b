package org.callroster.directory;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.database.OpenTransaction;
import org.callroster.error.Failure;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

/** Locks the row of a user before something that belongs to the user is changed. Call inside a transaction. */
@ApplicationScoped
public class ChangeableUsers {

    private static final String LOCK = """
            select id, team_id, login_id from app_user where tenant_id = $1 and login_key = $2
            for no key update""";

    private final Directory directory;

    ChangeableUsers(Directory directory) {
        this.directory = directory;
    }

    /** Fails with 404, or with 403 if the caller may not change the user (contract section 1). */
    public Uni<ChangeableUser> byLogin(Caller caller, String loginId) {
        return byLogin(caller.tenant(), loginId)
                .invoke(user -> caller.requireTeam(user.teamId()))
                .call(user -> directory.resolve(caller.tenant(), NamesToResolve.forUser(user.id(), null, null, null))
                        .invoke(found -> found.requireMayBeChangedBy(caller)));
    }

    /** The same for administrative commands, which need no privilege. Fails with 404. */
    public Uni<ChangeableUser> byLogin(Tenant tenant, String loginId) {
        return OpenTransaction.rows(LOCK, tenant.id(), LoginKey.of(loginId)).map(ChangeableUsers::only);
    }

    private static ChangeableUser only(List<Object[]> rows) {
        return rows.stream().map(row -> new ChangeableUser((UUID) row[0], (UUID) row[1], (String) row[2])).findFirst()
                .orElseThrow(ChangeableUsers::notFound);
    }

    public static Failure notFound() {
        return Failure.notFound("user not found");
    }
}

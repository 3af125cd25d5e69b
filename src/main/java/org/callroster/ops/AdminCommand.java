package org.callroster.ops;

import org.callroster.audit.AuditLog;
import org.callroster.error.Failure;
import org.callroster.lock.LockService;
import org.callroster.password.ApiSecretRepository;
import org.callroster.password.ApiSecrets;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantRepository;
import org.callroster.user.UserRepository;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

/** {@code secret TENANT LOGIN} and {@code unlock TENANT LOGIN}: whoever holds the database can get back in. */
class AdminCommand implements QuarkusApplication {

    private static final String ACTOR = "console";

    private final TenantRepository tenants;
    private final UserRepository users;
    private final ApiSecretRepository secrets;
    private final LockService locks;
    private final AuditLog audit;

    AdminCommand(TenantRepository tenants, UserRepository users, ApiSecretRepository secrets, LockService locks,
            AuditLog audit) {
        this.tenants = tenants;
        this.users = users;
        this.secrets = secrets;
        this.locks = locks;
        this.audit = audit;
    }

    @Override
    public int run(String... args) throws Exception {
        try {
            System.out.print(done(args[0], args[1], args[2]));
            return 0;
        } catch (Failure e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private String done(String command, String tenantName, String login) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> Panache.withSession(() -> tenants.byName(tenantName))
                .chain(tenant -> command.equals("secret") ? secret(tenant, login) : unlock(tenant, login)));
    }

    private Uni<String> secret(Tenant tenant, String login) {
        String secret = ApiSecrets.generate();
        return users.row(tenant, login)
                .chain(user -> Panache.withTransaction(() -> secrets.add(tenant, user.id(), secret)
                        .chain(() -> audit.record(tenant, ACTOR, "secret made", user.view().loginId()))))
                .replaceWith(secret + "\n\n" + Welcome.curl(tenant.name(), login, "client_secret=" + secret));
    }

    private Uni<String> unlock(Tenant tenant, String login) {
        return locks.unlock(tenant, login, ACTOR).replaceWith(login + " is not locked\n");
    }
}

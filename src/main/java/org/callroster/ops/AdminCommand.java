package org.callroster.ops;

import org.callroster.error.Failure;
import org.callroster.lock.LockService;
import org.callroster.secret.SecretService;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantRepository;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

/** {@code secret TENANT LOGIN} and {@code unlock TENANT LOGIN}: whoever holds the database can get back in. */
class AdminCommand implements QuarkusApplication {

    private static final String ACTOR = "console";

    private final TenantRepository tenants;
    private final SecretService secrets;
    private final LockService locks;

    AdminCommand(TenantRepository tenants, SecretService secrets, LockService locks) {
        this.tenants = tenants;
        this.secrets = secrets;
        this.locks = locks;
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
        return secrets.makeAnyway(tenant, login, ACTOR)
                .map(secret -> secret + "\n\n" + Welcome.curl(tenant.name(), login, "client_secret=" + secret));
    }

    private Uni<String> unlock(Tenant tenant, String login) {
        return locks.unlock(tenant, login, ACTOR).replaceWith(login + " is not locked\n");
    }
}

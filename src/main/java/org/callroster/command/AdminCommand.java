package org.callroster.command;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.audit.Origin;
import org.callroster.bootstrap.FirstStartMessage;
import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.error.Failure;
import org.callroster.lock.LockService;
import org.callroster.retention.OldRows;
import org.callroster.secret.SecretService;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantRepository;
import org.callroster.user.UserChangeService;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

/**
 * Administrative commands for the operator, who has the database and needs no privileges. The first argument after the command
 * names the tenant, if it is for one.
 */
public class AdminCommand implements QuarkusApplication {

    private static final String TRIM_AUDIT = "trim-audit";
    private static final Map<String, Integer> WORDS =
            Map.of("secret", 3, "password", 3, "unlock", 3, "enable", 3, "disable-tenant", 2, "enable-tenant", 2,
                    TRIM_AUDIT, 1);
    private static final String ACTOR = "console";

    private final TenantRepository tenants;
    private final SecretService secrets;
    private final LockService locks;
    private final UserChangeService users;
    private final OldRows oldRows;
    private final AuditLog audit;

    AdminCommand(TenantRepository tenants, SecretService secrets, LockService locks, UserChangeService users, OldRows oldRows,
            AuditLog audit) {
        this.tenants = tenants;
        this.secrets = secrets;
        this.locks = locks;
        this.users = users;
        this.oldRows = oldRows;
        this.audit = audit;
    }

    public static boolean isOne(String... args) {
        return WORDS.getOrDefault(args[0], 0) == args.length;
    }

    @Override
    public int run(String... args) throws Exception {
        try {
            System.out.print(done(args));
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

    private String done(String... args) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> Uni.createFrom().item(args[0]).invoke(Origin.COMMAND::use)
                .chain(command -> command.equals(TRIM_AUDIT) ? trimAudit() : ofTenant(args)));
    }

    private Uni<String> trimAudit() {
        return oldRows.delete(ACTOR).map(rows -> rows + " rows of the audit are deleted\n");
    }

    private Uni<String> ofTenant(String... args) {
        return tenants.byName(args[1])
                .chain(tenant -> switch (args[0]) {
                    case "secret" -> secret(tenant, args[2]);
                    case "password" -> password(tenant, args[2]);
                    case "unlock" -> unlock(tenant, args[2]);
                    case "enable" -> users.enable(tenant, args[2], ACTOR).replaceWith(args[2] + " is enabled\n");
                    case "disable-tenant" -> enable(tenant, false, "disabled", AuditKind.TENANT_DISABLED);
                    default -> enable(tenant, true, "enabled", AuditKind.TENANT_ENABLED);
                });
    }

    private Uni<String> secret(Tenant tenant, String login) {
        return secrets.makeReplacingOldest(tenant, login, ACTOR)
                .map(secret -> secret + "\n\n" + FirstStartMessage.curl(tenant.name(), login, "client_secret=" + secret));
    }

    private Uni<String> password(Tenant tenant, String login) {
        Caller operator = new Caller(tenant, null, ACTOR, EnumSet.allOf(Privilege.class), Set.of());
        return users.generatePassword(operator, login)
                .map(password -> password + "\n\n" + login + " has to change it at the next login\n");
    }

    private Uni<String> unlock(Tenant tenant, String login) {
        return locks.unlock(tenant, login, ACTOR).replaceWith(login + " is not locked\n");
    }

    private Uni<String> enable(Tenant tenant, boolean enabled, String now, AuditKind kind) {
        return enable(tenant, enabled, kind).replaceWith("the tenant " + tenant.name() + " is " + now + "\n");
    }

    private static AuditEntry entry(Tenant tenant, boolean enabled, AuditKind kind) {
        return AuditEntry.by(tenant, ACTOR, kind, tenant.name())
                .changing(Changed.between("enabled", !enabled, enabled));
    }

    @WithTransaction
    Uni<Void> enable(Tenant tenant, boolean enabled, AuditKind kind) {
        return tenants.enable(tenant, enabled).chain(changed -> changed ? audit.record(entry(tenant, enabled, kind))
                : Uni.createFrom().voidItem());
    }
}

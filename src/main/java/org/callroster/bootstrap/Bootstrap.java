package org.callroster.bootstrap;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.AdvisoryLocks;
import org.callroster.error.Failure;
import org.callroster.installation.InstallationConfig;
import org.callroster.installation.StartRefused;
import org.callroster.policy.PolicyFloor;
import org.callroster.secret.ApiSecrets;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantRepository;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

/** Fills an empty database with the contact centres of the bootstrap files, or with one tenant and its administrator. */
@ApplicationScoped
public class Bootstrap {

    private static final Logger LOG = Logger.getLogger(Bootstrap.class);
    private static final long BETWEEN_TRIES_MILLIS = 100;

    private final BootstrapConfig config;
    private final InstallationConfig ops;
    private final TenantLoader loader;
    private final TenantRepository tenants;
    private final PolicyFloor floor;
    private final ObjectMapper json;

    Bootstrap(BootstrapConfig config, InstallationConfig ops, TenantLoader loader, TenantRepository tenants, PolicyFloor floor,
            ObjectMapper json) {
        this.config = config;
        this.ops = ops;
        this.loader = loader;
        this.tenants = tenants;
        this.floor = floor;
        this.json = json;
    }

    /**
     * Runs on the thread that starts the service. Refuses the start with a {@link StartRefused}, and then leaves nothing
     * behind.
     */
    public void run() throws Throwable {
        requireLongSecret();
        for (ContactCentreFile file : newCentres()) {
            load(file);
        }
        if (VertxContextSupport.subscribeAndAwait(tenants::none)) {
            makeFirstTenant();
        }
    }

    /** Checks only files whose tenants are new: rules may have become stricter since the others were loaded. */
    private List<ContactCentreFile> newCentres() throws Throwable {
        List<ContactCentreFile> files = config.file().map(place -> ContactCentreFile.readAll(place, json)).orElse(List.of());
        Set<String> known = files.isEmpty() ? Set.of() : inTransaction(tenants::names);
        List<ContactCentreFile> wanted = files.stream().filter(file -> !known.contains(file.tenant())).toList();
        wanted.forEach(file -> file.check(floor));
        return wanted;
    }

    private void requireLongSecret() {
        if (config.apiSecret().filter(secret -> secret.length() < ApiSecrets.MIN_LENGTH).isPresent()) {
            throw new StartRefused("CALLROSTER_BOOTSTRAP_API_SECRET has less than " + ApiSecrets.MIN_LENGTH + " characters");
        }
        if (config.apiSecret().filter(secret -> secret.length() > ApiSecrets.MAX_LENGTH).isPresent()) {
            throw new StartRefused("CALLROSTER_BOOTSTRAP_API_SECRET has more than " + ApiSecrets.MAX_LENGTH + " characters");
        }
    }

    private void load(ContactCentreFile file) throws Throwable {
        try {
            if (inTransaction(() -> loader.load(file.centre()))) {
                LOG.infof("loaded the tenant %s from %s", file.tenant(), file.path());
            }
        } catch (Failure e) {
            throw file.fault(e);
        }
    }

    private void makeFirstTenant() throws Throwable {
        FirstAdministrator admin = FirstAdministrator.of(config, ops, floor.ofNewTenant());
        ContactCentre first = admin.centre();
        ContactCentreRules.check(first, floor);
        boolean made = inTransaction(() -> tenants.names()
                .chain(names -> names.isEmpty() ? loader.load(first) : Uni.createFrom().item(false)));
        if (made) {
            announce(admin);
        }
    }

    private static void announce(FirstAdministrator admin) {
        LOG.infof("created the tenant %s with the administrator %s", Tenant.canonical(admin.tenant()), admin.login());
        admin.keepGenerated();
        System.out.print(FirstStartMessage.text(admin));
    }

    /**
     * Runs on one starting node at a time. Polls for the lock, because a statement that waited would reach the statement
     * timeout.
     */
    private <T> T inTransaction(Supplier<Uni<T>> work) throws Throwable {
        while (true) {
            Optional<T> done = VertxContextSupport.subscribeAndAwait(() -> alone(work));
            if (done.isPresent()) {
                return done.get();
            }
            Thread.sleep(BETWEEN_TRIES_MILLIS);
        }
    }

    /** Empty if another node is working. */
    @WithTransaction
    <T> Uni<Optional<T>> alone(Supplier<Uni<T>> work) {
        return AdvisoryLocks.tryLock("bootstrap")
                .chain(alone -> alone ? work.get().map(Optional::of) : Uni.createFrom().item(Optional.empty()));
    }
}

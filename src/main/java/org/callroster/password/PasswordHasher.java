package org.callroster.password;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.http.EventLoops;
import org.callroster.limit.FairQueue;
import org.callroster.tenant.Tenant;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Hashes and verifies passwords. Either takes about 30 ms, so this runs on a small pool of its own, on which tenants take turns, and emits on
 * the caller's context. Hold no database session meanwhile. Fails with 503 if too many passwords are waiting.
 */
@ApplicationScoped
public class PasswordHasher {

    private static final int SALT_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final FairQueue turns;
    private final ExecutorService pool;
    private final Counter refused;

    PasswordHasher(PasswordHashConfig config, MeterRegistry meters) {
        int threads = config.threads().orElse(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        turns = new FairQueue(threads, threads, config.queue());
        Gauge.builder("callroster.password.hash.waiting", turns, FairQueue::waiting)
                .description("Passwords that wait to be hashed").register(meters);
        ThreadPoolExecutor threadPool = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), work -> new Thread(work, "password-hasher"));
        pool = ExecutorServiceMetrics.monitor(meters, threadPool, "password-hasher", "callroster.password");
        refused = Counter.builder("callroster.password.hash.refused")
                .description("Passwords that were not hashed because too many waited already").register(meters);
    }

    @PreDestroy
    void stop() {
        pool.shutdownNow();
    }

    /** Fails with 503 if too many passwords are waiting. Call it before any look-up or write for a password. */
    public Uni<Void> requireRoom(Tenant tenant) {
        return turns.hasRoom(tenant.id()) ? Uni.createFrom().voidItem() : Uni.createFrom().failure(tooMany());
    }

    /** The PHC string ({@code $argon2id$v=19$m=…}) to store. */
    public Uni<String> hash(Tenant tenant, String password) {
        return onPool(tenant, () -> Argon2id.of(PasswordRules.normal(password), salt()).phc());
    }

    /** Emits null if there is no password. */
    public Uni<String> hashIfPresent(Tenant tenant, String password) {
        return password == null ? Uni.createFrom().nullItem() : hash(tenant, password);
    }

    /**
     * Whether the password matches the hash. A password that is too long never matches and is not hashed. Fails with
     * IllegalArgumentException if the stored hash is malformed: that is a fault, not a wrong password.
     */
    public Uni<Boolean> verify(Tenant tenant, String password, String phc) {
        return onPool(tenant, () -> {
            Argon2id stored = Argon2id.parse(phc);
            return !PasswordRules.isTooLong(password) && stored.matches(PasswordRules.normal(password));
        });
    }

    /** Whether the password matches any of the hashes. Queues one comparison at a time, so that other calls get their turn. */
    public Uni<Boolean> verifyAny(Tenant tenant, String password, List<String> phcs) {
        return Multi.createFrom().iterable(phcs).onItem().transformToUniAndConcatenate(phc -> verify(tenant, password, phc))
                .filter(matches -> matches).toUni().map(matches -> matches != null);
    }

    /** A hash at the current costs that no password matches. Verify against it if there is no hash, to take the same time. */
    public String unmatchable() {
        return Argon2id.unmatchable(salt()).phc();
    }

    /** True if the hash has other costs than the current ones: rehash when the password is next known. */
    public boolean needsRehash(String phc) {
        return Argon2id.parse(phc).isOutdated();
    }

    private <T> Uni<T> onPool(Tenant tenant, Supplier<T> work) {
        return turns.take(tenant.id(), () -> Uni.createFrom().item(work).runSubscriptionOn(pool).emitOn(EventLoops.current()))
                .onFailure(FairQueue.Full.class).transform(e -> tooMany());
    }

    private Failure tooMany() {
        refused.increment();
        return new Failure(ErrorCode.UNAVAILABLE, "too many passwords are waiting to be hashed, try again");
    }

    private byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }
}

package org.callroster.password;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.http.EventLoops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Hashes passwords, and compares them with hashes. Either takes about 30 ms, so it has its own small pool; the answer comes
 * back on the context that asked. No database session may be open meanwhile. Fails with 503 if too many wait already.
 */
@ApplicationScoped
public class PasswordHasher {

    private static final int SALT_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final BlockingQueue<Runnable> waiting;
    private final ExecutorService pool;
    private final Counter refused;

    PasswordHasher(PasswordHashConfig config, MeterRegistry meters) {
        int threads = config.threads().orElse(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        waiting = new ArrayBlockingQueue<>(config.queue());
        ThreadPoolExecutor threadPool = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, waiting,
                work -> new Thread(work, "password-hasher"));
        pool = ExecutorServiceMetrics.monitor(meters, threadPool, "password-hasher", "callroster.password");
        refused = Counter.builder("callroster.password.hash.refused")
                .description("Passwords that were not hashed because too many waited already").register(meters);
    }

    @PreDestroy
    void stop() {
        pool.shutdownNow();
    }

    /** Fails with 503 if too many wait already. To be asked before anything is looked up or written for a password. */
    public Uni<Void> requireRoom() {
        return waiting.remainingCapacity() > 0 ? Uni.createFrom().voidItem() : Uni.createFrom().failure(tooMany());
    }

    /** The PHC string ({@code $argon2id$v=19$m=…}) to store. */
    public Uni<String> hash(String password) {
        return onPool(() -> Argon2id.of(PasswordRules.normal(password), salt()).phc());
    }

    /** Null for no password. */
    public Uni<String> hashIfPresent(String password) {
        return password == null ? Uni.createFrom().nullItem() : hash(password);
    }

    /**
     * Whether a password is the one that was hashed. What is too long for a password is none, and is not looked at. Fails with
     * IllegalArgumentException if what is stored is no hash: that is a fault, not a wrong password.
     */
    public Uni<Boolean> verify(String password, String phc) {
        return onPool(() -> {
            Argon2id stored = Argon2id.parse(phc);
            return !PasswordRules.isTooLong(password) && stored.matches(PasswordRules.normal(password));
        });
    }

    /** Whether a password is one of those hashed. One after the other through the queue, so that others get their turn. */
    public Uni<Boolean> verifyAny(String password, List<String> phcs) {
        return Multi.createFrom().iterable(phcs).onItem().transformToUniAndConcatenate(phc -> verify(password, phc))
                .filter(matches -> matches).toUni().map(matches -> matches != null);
    }

    /** A hash at today's costs that no password has: to compare with where there is none, in the same time. */
    public String unmatchable() {
        return Argon2id.unmatchable(salt()).phc();
    }

    /** True if it was hashed at other costs than today's: hash it anew when the password is next known. */
    public boolean needsRehash(String phc) {
        return Argon2id.parse(phc).isOutdated();
    }

    private <T> Uni<T> onPool(Supplier<T> work) {
        return Uni.createFrom().item(work)
                .runSubscriptionOn(pool)
                .emitOn(EventLoops.current())
                .onFailure(RejectedExecutionException.class).transform(e -> tooMany());
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

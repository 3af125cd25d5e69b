package org.callroster.password;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Argon2id (RFC 9106) with OWASP's parameters, 19 MiB, two passes, one lane. Hashing takes about 30 ms, so it has its own
 * small pool; the answer comes back on the context that asked. No database session may be open meanwhile.
 */
@ApplicationScoped
public class PasswordHasher {

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final ThreadPoolExecutor pool;

    PasswordHasher(PasswordHashConfig config) {
        int threads = config.threads().orElse(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        pool = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(config.queue()),
                work -> new Thread(work, "password-hasher"));
    }

    @PreDestroy
    void stop() {
        pool.shutdownNow();
    }

    /** The PHC string ({@code $argon2id$v=19$m=…}) to store. Fails with 503 if too many wait already. */
    public Uni<String> hash(String password) {
        return Uni.createFrom().item(() -> argon2id(PasswordRules.normal(password)))
                .runSubscriptionOn(pool)
                .emitOn(callersContext())
                .onFailure(RejectedExecutionException.class)
                .transform(e -> new Failure(ErrorCode.UNAVAILABLE, "too many passwords are waiting to be hashed, try again"));
    }

    /** Null for no password. */
    public Uni<String> hashIfPresent(String password) {
        return password == null ? Uni.createFrom().nullItem() : hash(password);
    }

    private static Executor callersContext() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : work -> context.runOnContext(ignored -> work.run());
    }

    private String argon2id(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIB).withIterations(PASSES).withParallelism(LANES).withSalt(salt).build());
        byte[] hash = new byte[HASH_BYTES];
        argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + BASE64.encodeToString(salt) + "$"
                + BASE64.encodeToString(hash);
    }
}

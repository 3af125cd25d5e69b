package org.callroster.password;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PasswordHasherTest {

    /** Made by the reference implementation's command line: {@code argon2 somesalt -id -t 2 -m 16 -p 1 -l 32}. */
    private static final String OF_REFERENCE = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
            + "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    private static final Tenant TENANT = new Tenant(new UUID(0, 1), "example.com");
    private static final Tenant OTHER = new Tenant(new UUID(0, 2), "example.org");

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final PasswordHasher hasher = new PasswordHasher(new SmallRyeConfigBuilder()
            .withMapping(PasswordHashConfig.class)
            .withDefaultValues(Map.of("callroster.password.hash.threads", "1", "callroster.password.hash.queue", "4")).build()
            .getConfigMapping(PasswordHashConfig.class), meters);

    @AfterEach
    void stop() {
        hasher.stop();
    }

    @Test
    void passwordMatchesItsOwnHashAlone() {
        String hash = of(hasher.hash(TENANT, "correct horse"));
        assertTrue(of(hasher.verify(TENANT, "correct horse", hash)));
        assertFalse(of(hasher.verify(TENANT, "correct horsf", hash)));
        assertFalse(of(hasher.verify(TENANT, "", hash)));
    }

    @Test
    void samePasswordTypedOnAnotherKeyboardMatches() {
        assertTrue(of(hasher.verify(TENANT, "zoe\u0308 ﬁne", of(hasher.hash(TENANT, "zoë fine")))));
    }

    @Test
    void costsAreReadFromTheHash() {
        assertTrue(of(hasher.verify(TENANT, "password", OF_REFERENCE)));
        assertFalse(of(hasher.verify(TENANT, "Password", OF_REFERENCE)));
        assertTrue(hasher.needsRehash(OF_REFERENCE));
        assertFalse(hasher.needsRehash(of(hasher.hash(TENANT, "correct horse"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "", "correct horse", "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2",
                    "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                    "$argon2id$v=19$m=0,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$" })
    void whatIsNoHashIsAFaultAndNoMatch(String stored) {
        assertThrows(IllegalArgumentException.class, () -> of(hasher.verify(TENANT, "correct horse", stored)));
        assertThrows(IllegalArgumentException.class, () -> hasher.needsRehash(stored));
    }

    @Test
    void hugePasswordIsNoMatch() {
        assertFalse(of(hasher.verify(TENANT, "\uFDFA".repeat(1_000_000), OF_REFERENCE)));
    }

    @Test
    void anyOfSeveralHashesMatches() {
        List<String> hashes =
                List.of(of(hasher.hash(TENANT, "first one")), of(hasher.hash(TENANT, "second one")), OF_REFERENCE);
        assertTrue(of(hasher.verifyAny(TENANT, "second one", hashes)));
        assertTrue(of(hasher.verifyAny(TENANT, "password", hashes)));
        assertFalse(of(hasher.verifyAny(TENANT, "third one", hashes)));
        assertFalse(of(hasher.verifyAny(TENANT, "third one", List.of())));
    }

    @Test
    void beyondTheQueueTheAnswerIs503() {
        List<Uni<String>> many = IntStream.range(0, 10).mapToObj(i -> hasher.hash(TENANT, "correct horse")).toList();
        Failure failure = assertThrows(Failure.class,
                () -> of(Uni.join().all(many).andFailFast()));
        assertEquals(ErrorCode.UNAVAILABLE, failure.code());
        assertTrue(meters.get("callroster.password.hash.refused").counter().count() > 0);
    }

    @Test
    void noRoomIsKnownBeforeAnythingIsDoneForAPassword() {
        of(hasher.requireRoom(TENANT));
        List<Uni<String>> many =
                IntStream.range(0, 3).mapToObj(i -> hasher.hash(TENANT, "correct horse").memoize().indefinitely()).toList();
        many.forEach(hash -> hash.subscribe().with(made -> {
        }));
        assertEquals(ErrorCode.UNAVAILABLE, assertThrows(Failure.class, () -> of(hasher.requireRoom(TENANT))).code());
        of(hasher.requireRoom(OTHER));
        of(Uni.join().all(many).andFailFast());
        of(hasher.requireRoom(TENANT));
    }

    private static <T> T of(Uni<T> answer) {
        return answer.await().indefinitely();
    }
}

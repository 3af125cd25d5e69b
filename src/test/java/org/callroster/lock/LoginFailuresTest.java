package org.callroster.lock;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.callroster.Background;
import org.callroster.TestDatabase;
import org.callroster.lock.Reservation.State;
import org.callroster.tenant.Tenant;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** What is counted, by any number of calls at once, is in the database. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LoginFailuresTest {

    private static final LockRule SIX = new LockRule(6, Duration.ofMinutes(30), Duration.ofMinutes(30), Duration.ZERO);

    private static final LockRule NEVER = new LockRule(0, Duration.ofMinutes(30), Duration.ofMinutes(30), Duration.ZERO);

    private final LoginAttempt attempt = new LoginAttempt(Subject.unknownLogin(new Tenant(UUID.randomUUID(), "x"), "somebody"),
            "somebody", Credential.PASSWORD, InetAddress.getLoopbackAddress());

    @Inject
    LoginFailures failures;

    @Test
    void ofTwoHundredGuessesAtTheSameTimeSixAreCompared() {
        List<CompletableFuture<State>> guesses = IntStream.range(0, 200).mapToObj(i -> Background.supply(this::guess)).toList();
        assertThat(guesses.stream().map(CompletableFuture::join).filter(State.GRANTED::equals).count(), is(6L));
        assertThat(TestDatabase.value("select failures || ' ' || (locked_until > now()) || ' ' || reservations "
                + "from login_failure where tenant_id = ?", attempt.subject().tenant().id()), is("6 true "));
        assertThat(TestDatabase.value("select sum(count) from audit where action = 'login failed' and tenant_id = ?",
                attempt.subject().tenant().id()), is("6"));
        assertThat(TestDatabase.value("select sum(count) from audit where action = 'account locked' and tenant_id = ?",
                attempt.subject().tenant().id()), is("1"));
    }

    @Test
    void ofTwoHundredFailuresAtTheSameTimeEachIsCounted() {
        IntStream.range(0, 200)
                .mapToObj(i -> Background.supply(() -> done(() -> failures.count(attempt, "wrong secret", NEVER))))
                .toList().forEach(CompletableFuture::join);
        assertThat(TestDatabase.value("select failures from login_failure where tenant_id = ?",
                attempt.subject().tenant().id()), is("200"));
    }

    /** A row may be gone again before the call that found it there has locked it. */
    @Test
    void countingAndClearingAtTheSameTimeFailsNeither() {
        Subject subject = attempt.subject();
        List<CompletableFuture<Void>> calls = IntStream.range(0, 8).mapToObj(i -> Background.run(() -> {
            for (int each = 0; each < 100; each++) {
                if (i % 2 == 0) {
                    done(() -> failures.count(attempt, "wrong secret", NEVER));
                } else {
                    done(() -> failures.clear(subject.tenant(), subject.id()));
                }
            }
        })).toList();
        calls.forEach(CompletableFuture::join);
    }

    @Test
    void aTryThatIsGivenBackIsFreeAgain() {
        for (int i = 0; i < 20; i++) {
            Reservation reservation = done(() -> failures.reserve(attempt, SIX));
            assertThat(reservation.state(), is(State.GRANTED));
            done(() -> failures.giveBack(attempt, reservation));
        }
    }

    private State guess() {
        Reservation reservation = done(() -> failures.reserve(attempt, SIX));
        if (reservation.state() == State.GRANTED) {
            done(() -> failures.count(attempt, "wrong password", SIX, reservation));
        }
        return reservation.state();
    }

    private static <T> T done(Supplier<Uni<T>> call) {
        try {
            return VertxContextSupport.subscribeAndAwait(call);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}

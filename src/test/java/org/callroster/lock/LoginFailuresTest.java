package org.callroster.lock;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.callroster.TestDatabase;
import org.callroster.database.Statements;
import org.callroster.lock.Reservation.State;
import org.callroster.tenant.Tenant;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** The store that any number of services share: none of them knows of the others. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LoginFailuresTest {

    private static final LockRule SIX = new LockRule(6, Duration.ofMinutes(30), Duration.ofMinutes(30), Duration.ZERO);

    private final LoginAttempt attempt = new LoginAttempt(Subject.unknownLogin(new Tenant(UUID.randomUUID(), "x"), "somebody"),
            "somebody", Credential.PASSWORD, InetAddress.getLoopbackAddress());

    @Inject
    Statements statements;

    @Test
    void twoServicesTogetherLookAtSixOfTwoHundredGuesses() {
        List<LoginFailures> services = List.of(node(), node());
        List<State> states = Multi.createFrom().iterable(IntStream.range(0, 200).boxed().toList())
                .onItem().transformToUni(i -> guess(services.get(i % 2))).merge(200).collect().asList()
                .await().atMost(Duration.ofSeconds(60));
        assertThat(states.stream().filter(State.GRANTED::equals).count(), is(6L));
        assertThat(TestDatabase.value("select failures || ' ' || (locked_until > now()) || ' ' || reserved "
                + "from login_failure where tenant_id = ?", attempt.subject().tenant().id()), is("6 true {}"));
        assertThat(TestDatabase.value("select sum(count) from audit where action = 'login failed' and tenant_id = ?",
                attempt.subject().tenant().id()), is("6"));
    }

    @Test
    void aTryThatIsGivenBackIsFreeAgain() {
        LoginFailures failures = node();
        for (int i = 0; i < 20; i++) {
            Reservation reservation = failures.reserve(attempt, SIX).await().indefinitely();
            assertThat(reservation.state(), is(State.GRANTED));
            failures.giveBack(attempt, reservation).await().indefinitely();
        }
    }

    @Test
    void failuresAfterALockHaveBegunChangeNothing() {
        LoginFailures failures = node();
        for (int i = 0; i < 9; i++) {
            failures.count(attempt, "wrong password", SIX).await().indefinitely();
        }
        assertThat(TestDatabase.value("select failures from login_failure where tenant_id = ?",
                attempt.subject().tenant().id()), is("6"));
    }

    private Uni<State> guess(LoginFailures service) {
        return service.reserve(attempt, SIX).call(reservation -> reservation.state() == State.GRANTED
                ? service.count(attempt, "wrong password", SIX, reservation) : Uni.createFrom().voidItem())
                .map(Reservation::state);
    }

    private LoginFailures node() {
        return new LoginFailures(statements, new ExpiredFailures(statements), new LockCount(new SimpleMeterRegistry()));
    }
}

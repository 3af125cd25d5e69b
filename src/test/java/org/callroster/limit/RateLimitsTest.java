package org.callroster.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.callroster.error.TooManyRequests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** With the limits as they come: 30, 300 and 6,000. */
class RateLimitsTest {

    private static final String HERE = "198.51.100.1";

    private static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger attempts = new AtomicInteger();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final RateLimits limits = new RateLimits(Limits.of(Map.of()).rateLimit(), nanos::get, meters);

    @Test
    void failuresOfOneLoginAreLimited() {
        assertEquals(30, toldWrong(100, i -> guess(HERE, "ann")));
        assertEquals(30, attempts.get());
        assertEquals(30, toldWrong(100, i -> guess(HERE, "bob")));
        assertEquals(30, toldWrong(100, i -> guess("198.51.100.2", "ann")));
    }

    @Test
    void failuresOfOneAddressAreLimited() {
        assertEquals(300, toldWrong(1000, i -> guess(HERE, "login" + i)));
        assertEquals(300, attempts.get());
        assertEquals("refused", guess(HERE, "another"));
        assertEquals("wrong", guess("198.51.100.2", "another"));
    }

    @Test
    void callsOfOneAddressAreLimited() {
        IntStream.range(0, 6000).forEach(i -> limits.countCall(address(HERE)));
        assertThrows(TooManyRequests.class, () -> limits.countCall(address(HERE)));
        limits.countCall(address("198.51.100.2"));
        pass(Duration.ofMillis(10));
        limits.countCall(address(HERE));
        assertThrows(TooManyRequests.class, () -> limits.countCall(address(HERE)));
    }

    @Test
    void successesCountForNothingAndRefillNothing() {
        IntStream.range(0, 1000).forEach(i -> assertEquals("right", success(HERE, "ann")));
        toldWrong(29, i -> guess(HERE, "ann"));
        assertEquals("right", success(HERE, "ann"));
        assertEquals(1, toldWrong(100, i -> guess(HERE, "ann")));
        assertEquals("refused", success(HERE, "ann"));
    }

    @Test
    void otherFailuresCountForNothing() {
        IntStream.range(0, 1000).forEach(
                i -> outcome(HERE, "ann", Uni.createFrom().failure(new IllegalStateException("the database is away"))));
        assertEquals("wrong", guess(HERE, "ann"));
    }

    @Test
    void bucketsFillAgainDuringAMinute() {
        toldWrong(100, i -> guess(HERE, "ann"));
        pass(Duration.ofSeconds(2).minusNanos(1));
        assertEquals("refused", guess(HERE, "ann"));
        pass(Duration.ofNanos(1));
        assertEquals(1, toldWrong(100, i -> guess(HERE, "ann")));
        pass(Duration.ofSeconds(30));
        assertEquals(15, toldWrong(100, i -> guess(HERE, "ann")));
        pass(Duration.ofMinutes(2));
        assertEquals(30, toldWrong(100, i -> guess(HERE, "ann")));
    }

    /** All began before the first one ended. */
    @Test
    void noMoreThanTheLimitAreToldOfParallelGuesses() {
        List<UniEmitter<? super String>> running = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();
        IntStream.range(0, 200).forEach(i -> limits.guess(address(HERE), "ann", Wrong.class, () -> begun(running))
                .subscribe().with(outcomes::add, failure -> outcomes.add(name(failure))));
        assertEquals(200, running.size());
        running.forEach(guess -> guess.fail(new Wrong()));
        assertEquals(30, outcomes.stream().filter("wrong"::equals).count());
        assertEquals(170, outcomes.stream().filter("refused"::equals).count());
    }

    @ParameterizedTest
    @ValueSource(strings = { "2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff" })
    void addressesOfOneIpv6NetworkAreOne(String guesser) {
        toldWrong(100, i -> guess("2001:db8:1:2::", "ann"));
        assertEquals("refused", guess(guesser, "ann"));
        assertEquals("wrong", guess("2001:db8:1:3::1", "ann"));
    }

    @Test
    void nothingIsLimitedWhenSwitchedOff() {
        RateLimits off =
                new RateLimits(Limits.of(Map.of("CALLROSTER_RATE_LIMIT_ENABLED", "false")).rateLimit(), nanos::get, meters);
        IntStream.range(0, 10_000).forEach(i -> off.countCall(address(HERE)));
        IntStream.range(0, 1000).forEach(i -> assertThrows(Wrong.class, () -> off.guess(address(HERE), "ann", Wrong.class,
                () -> Uni.createFrom().failure(new Wrong())).await().indefinitely()));
    }

    @Test
    void numbersComeFromTheEnvironment() {
        LimitConfig.RateLimit set = Limits.of(Map.of("CALLROSTER_RATE_LIMIT_FAILURES_PER_LOGIN", "1",
                "CALLROSTER_RATE_LIMIT_FAILURES_PER_ADDRESS", "2", "CALLROSTER_RATE_LIMIT_CALLS_PER_ADDRESS", "3")).rateLimit();
        assertEquals(List.of(1, 2, 3), List.of(set.failuresPerLogin(), set.failuresPerAddress(), set.callsPerAddress()));
        assertThat(set.enabled(), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = { "FAILURES_PER_LOGIN", "FAILURES_PER_ADDRESS", "CALLS_PER_ADDRESS" })
    void numberBelowOneIsRefused(String setting) {
        for (String number : new String[] { "0", "-1" }) {
            LimitConfig config = Limits.of(Map.of("CALLROSTER_RATE_LIMIT_" + setting, number));
            String message = assertThrows(IllegalArgumentException.class, () -> RateLimits.check(config)).getMessage();
            assertThat(message, startsWith("CALLROSTER_RATE_LIMIT_" + setting + " must be 1 or more"));
        }
    }

    @Test
    void bucketsAreBoundedAndForgottenWhenFull() {
        Buckets<Integer> buckets = new Buckets<>(30, nanos::get);
        IntStream.range(0, Buckets.MAX_BUCKETS * 2).forEach(buckets::take);
        assertThat(buckets.size(), lessThanOrEqualTo((long) Buckets.MAX_BUCKETS));
        pass(Duration.ofMinutes(1).plusNanos(1));
        assertEquals(0, buckets.size());
        buckets.look(1);
        assertEquals(0, buckets.size());
    }

    private interface Guess {

        String at(int i);
    }

    /** How many of so many guesses are told that they are wrong. The others are refused. */
    private static long toldWrong(int guesses, Guess guess) {
        List<String> outcomes = IntStream.range(0, guesses).mapToObj(guess::at).toList();
        assertThat(outcomes.stream().filter(o -> !o.equals("wrong")).allMatch("refused"::equals), is(true));
        return outcomes.stream().filter("wrong"::equals).count();
    }

    private String guess(String from, String login) {
        return outcome(from, login, Uni.createFrom().failure(new Wrong()));
    }

    private String success(String from, String login) {
        return outcome(from, login, Uni.createFrom().item("right"));
    }

    private String outcome(String from, String login, Uni<String> result) {
        return limits.guess(address(from), login, Wrong.class, () -> {
            attempts.incrementAndGet();
            return result;
        }).onFailure().recoverWithItem(RateLimitsTest::name).await().indefinitely();
    }

    private static String name(Throwable failure) {
        return failure instanceof Wrong ? "wrong" : failure instanceof TooManyRequests ? "refused" : failure.getMessage();
    }

    private static Uni<String> begun(List<UniEmitter<? super String>> running) {
        return Uni.createFrom().emitter(running::add);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

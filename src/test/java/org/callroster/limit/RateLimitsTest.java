package org.callroster.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
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
    private final AtomicInteger notes = new AtomicInteger();
    private final Queue<UniEmitter<? super String>> running = new ArrayDeque<>();
    private final List<String> outcomes = new ArrayList<>();
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

    @Test
    void noMoreThanTheLimitAreLookedAtOfParallelGuesses() {
        begin(200, i -> "ann");
        assertEquals(30, running.size());
        endAll(guess -> guess.fail(new Wrong()));
        assertEquals(List.of(30L, 170L), List.of(ended("wrong"), ended("refused")));
    }

    @Test
    void noMoreThanTheLimitOfAnAddressAreLookedAtOfParallelGuesses() {
        begin(1000, i -> "login" + i);
        assertEquals(300, running.size());
        endAll(guess -> guess.fail(new Wrong()));
        assertEquals(List.of(300L, 700L), List.of(ended("wrong"), ended("refused")));
    }

    @Test
    void anyNumberOfRightSecretsAtOnceIsTaken() {
        begin(900, i -> "ann");
        begin(400, i -> "login" + i);
        assertEquals(30 + 270, running.size());
        endAll(guess -> guess.complete("right"));
        assertEquals(1300, ended("right"));
        assertEquals(30, toldWrong(100, i -> guess(HERE, "ann")));
    }

    @Test
    void whatWaitsForTheLastTokenGoesOnWhenThatWasRight() {
        toldWrong(29, i -> guess(HERE, "ann"));
        begin(3, i -> "ann");
        assertEquals(1, running.size());
        running.remove().complete("right");
        running.remove().fail(new IllegalStateException("the database is away"));
        running.remove().fail(new Wrong());
        assertEquals(List.of("right", "the database is away", "wrong"), outcomes);
        assertEquals("refused", guess(HERE, "ann"));
    }

    @Test
    void whatWaitsGoesOnWithATokenThatCameBackMeanwhile() {
        begin(32, i -> "ann");
        pass(Duration.ofSeconds(2));
        endAll(guess -> guess.fail(new Wrong()));
        assertEquals(List.of(31L, 1L), List.of(ended("wrong"), ended("refused")));
    }

    @Test
    void whatIsGivenBackLateOverfillsNothing() {
        begin(30, i -> "ann");
        pass(Duration.ofMinutes(2));
        endAll(guess -> guess.complete("right"));
        assertEquals(30, toldWrong(100, i -> guess(HERE, "ann")));
    }

    @Test
    void loginIsGivenBackWhatItsAddressRefused() {
        begin(300, i -> "login" + i);
        begin(30, i -> "ann");
        endAll(guess -> guess.fail(new Wrong()));
        assertEquals(30, ended("refused"));
        pass(Duration.ofMillis(200));
        assertEquals("wrong", guess(HERE, "ann"));
    }

    @Test
    void onlySoManyWait() {
        begin(30 + Allowance.MAX_WAITING, i -> "ann");
        assertEquals(List.of(), outcomes);
        assertEquals("refused", guess(HERE, "ann"));
        assertEquals("wrong", guess(HERE, "bob"));
        endAll(guess -> guess.complete("right"));
        assertEquals(30 + Allowance.MAX_WAITING, ended("right"));
    }

    @Test
    void attemptThatThrowsIsGivenBack() {
        for (int i = 0; i < 100; i++) {
            assertEquals("thrown", told(limits.guess(address(HERE), "ann", Wrong.class, () -> {
                throw new IllegalStateException("thrown");
            }, this::note)));
        }
        assertEquals("wrong", guess(HERE, "ann"));
    }

    @Test
    void limitsAreExactHoweverManyThreadsGuess() throws Exception {
        AtomicInteger lookedAt = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Supplier<Uni<? extends String>> wrong = () -> Uni.createFrom().<String>failure(new Wrong()).emitOn(threads)
                .onFailure().invoke(lookedAt::incrementAndGet);
        List<CompletableFuture<String>> guesses = IntStream.range(0, 1000)
                .mapToObj(i -> limits.guess(address(HERE), "ann", Wrong.class, wrong, this::note).runSubscriptionOn(threads)
                        .onFailure(TooManyRequests.class).invoke(refused::incrementAndGet)
                        .onFailure().recoverWithItem("ended").subscribeAsCompletionStage())
                .toList();
        for (CompletableFuture<String> guess : guesses) {
            guess.get(30, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertEquals(List.of(30, 970), List.of(lookedAt.get(), refused.get()));
    }

    @Test
    void refusalsOfAnAddressAreNotedOnceAMinute() {
        toldWrong(1000, i -> guess(HERE, "login" + i % 50));
        assertEquals(1, notes.get());
        toldWrong(50, i -> guess("198.51.100.2", "ann"));
        assertEquals(2, notes.get());
        pass(Duration.ofMinutes(1));
        toldWrong(1000, i -> guess(HERE, "login" + i));
        assertEquals(3, notes.get());
    }

    @Test
    void refusalThatCannotBeNotedIsARefusal() {
        toldWrong(30, i -> guess(HERE, "ann"));
        assertEquals("refused", told(limits.guess(address(HERE), "ann", Wrong.class, () -> Uni.createFrom().item("right"),
                () -> Uni.createFrom().failure(new IllegalStateException("the database is away")))));
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
                () -> Uni.createFrom().failure(new Wrong()), this::note).await().indefinitely()));
        assertEquals(0, notes.get());
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
        return told(limits.guess(address(from), login, Wrong.class, () -> {
            attempts.incrementAndGet();
            return result;
        }, this::note));
    }

    private static String told(Uni<String> guess) {
        return guess.onFailure().recoverWithItem(RateLimitsTest::name).await().indefinitely();
    }

    private Uni<Void> note() {
        notes.incrementAndGet();
        return Uni.createFrom().voidItem();
    }

    /** Begins guesses that end when they are told to. */
    private void begin(int guesses, IntFunction<String> login) {
        IntStream.range(0, guesses).forEach(i -> limits
                .guess(address(HERE), login.apply(i), Wrong.class, () -> Uni.createFrom().<String>emitter(running::add),
                        this::note)
                .subscribe().with(outcomes::add, failure -> outcomes.add(name(failure))));
    }

    /** Those too that begin when others end. */
    private void endAll(Consumer<UniEmitter<? super String>> end) {
        while (!running.isEmpty()) {
            end.accept(running.remove());
        }
    }

    private long ended(String outcome) {
        return outcomes.stream().filter(outcome::equals).count();
    }

    private static String name(Throwable failure) {
        return failure instanceof Wrong ? "wrong" : failure instanceof TooManyRequests ? "refused" : failure.getMessage();
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

package org.callroster.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

class IssuerKeysTest {

    private static final KeySet FIRST = keySet();
    private static final KeySet SECOND = keySet();
    private static final Duration MOMENT = Duration.ofMillis(1);

    /** Looks that the provider has not answered yet, and those it has. */
    private final List<UniEmitter<? super KeySet>> looks = new ArrayList<>();
    private Instant now = Instant.parse("2027-03-01T00:00:00Z");
    private final IssuerKeys keys =
            new IssuerKeys("https://login.example", Uni.createFrom().emitter(looks::add), clock());

    @Test
    void allWhoNeedKeysMeanwhileShareOneLook() {
        var waiting = List.of(current(), current(), renewed());
        assertEquals(1, looks.size());
        answer(FIRST);
        waiting.forEach(each -> assertSame(FIRST, each.getItem()));
        assertSame(FIRST, current().getItem());
        assertEquals(1, looks.size());
    }

    @Test
    void aLookThatHangsIsTheOnlyOne() {
        current();
        pass(Duration.ofHours(2));
        current();
        assertEquals(1, looks.size());
    }

    @Test
    void failureIsRememberedForASecond() {
        var first = current();
        fail();
        assertUnavailable(first);
        pass(IssuerKeys.PAUSE_AFTER_A_FAILURE.minus(MOMENT));
        assertUnavailable(current());
        assertEquals(1, looks.size());

        pass(MOMENT);
        var second = current();
        assertEquals(2, looks.size());
        answer(FIRST);
        assertSame(FIRST, second.getItem());
    }

    @Test
    void unknownKeysAreLookedForWithAPauseBetween() {
        load();
        pass(IssuerKeys.PAUSE.minus(MOMENT));
        assertSame(FIRST, renewed().getItem());
        assertEquals(1, looks.size());

        pass(MOMENT);
        var renewed = renewed();
        answer(SECOND);
        assertSame(SECOND, renewed.getItem());
        assertSame(SECOND, current().getItem());
    }

    @Test
    void keysInUseAreRenewedWhileThoseOfBeforeServe() {
        load();
        pass(IssuerKeys.FRESH.plus(MOMENT));
        assertSame(FIRST, current().getItem());
        assertSame(FIRST, current().getItem());
        assertEquals(2, looks.size());
        answer(SECOND);
        assertSame(SECOND, current().getItem());
    }

    @Test
    void keysServeForAnHourWhereTheProviderIsAway() {
        load();
        pass(IssuerKeys.GOOD);
        assertSame(FIRST, current().getItem());
        fail();
        assertSame(FIRST, current().getItem());
        pass(MOMENT);
        assertUnavailable(current());

        pass(IssuerKeys.PAUSE_AFTER_A_FAILURE);
        var back = current();
        answer(SECOND);
        assertSame(SECOND, back.getItem());
    }

    /** Else a call would go on upon the event loop of whichever call looked first. */
    @Test
    void answerComesBackOnTheContextThatAsked() throws Exception {
        VertxInternal vertx = (VertxInternal) Vertx.vertx();
        try {
            List<Context> contexts = List.of(vertx.createEventLoopContext(), vertx.createEventLoopContext());
            List<CompletableFuture<Context>> cameBackOn = contexts.stream().map(this::askOn).toList();
            contexts.get(0).runOnContext(ignored -> answer(FIRST));
            for (int i = 0; i < contexts.size(); i++) {
                assertSame(contexts.get(i), cameBackOn.get(i).get(5, TimeUnit.SECONDS));
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        }
    }

    private CompletableFuture<Context> askOn(Context context) {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Context> cameBackOn = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            keys.renewed().subscribe().with(found -> cameBackOn.complete(Vertx.currentContext()));
            asked.complete(null);
        });
        asked.join();
        return cameBackOn;
    }

    private void load() {
        current();
        answer(FIRST);
    }

    private UniAssertSubscriber<KeySet> current() {
        Uni<KeySet> current = keys.current().map(known -> Uni.createFrom().item(known)).orElseGet(keys::renewed);
        return current.subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private UniAssertSubscriber<KeySet> renewed() {
        return keys.renewed().subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private void answer(KeySet found) {
        looks.get(looks.size() - 1).complete(found);
    }

    private void fail() {
        looks.get(looks.size() - 1).fail(new IllegalStateException("away"));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private InstantSource clock() {
        return () -> now;
    }

    private static void assertUnavailable(UniAssertSubscriber<KeySet> outcome) {
        assertEquals(ErrorCode.UNAVAILABLE, ((Failure) outcome.getFailure()).code());
    }

    private static KeySet keySet() {
        try {
            return new KeySet("{\"keys\":[]}", List.of());
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}

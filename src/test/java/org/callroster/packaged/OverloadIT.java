package org.callroster.packaged;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A service whose database is the bottleneck: a trigger waits, so that its capacity is known on any machine. */
@Tag("faults")
class OverloadIT {

    private static final int CONNECTIONS = 4;
    private static final int CLIENTS = 8;
    private static final Duration MEASURED = Duration.ofSeconds(3);
    private static final Duration OVERLOADED = Duration.ofSeconds(10);
    private static final int TIMES = 4;
    private static final long BOUND_MILLIS = 10_000;
    private static final long AT_ONCE_MILLIS = 500;

    private final Tally answers = new Tally();
    private final ConcurrentLinkedQueue<Long> servedAfter = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> refusedAfter = new ConcurrentLinkedQueue<>();
    private final AtomicInteger created = new AtomicInteger();
    private DatabaseServer database;
    private Service service;
    private String token;

    @BeforeEach
    void start() {
        database = DatabaseServer.start("overload");
        service = database.service(Map.of("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", String.valueOf(CONNECTIONS))).awaitReady();
        token = service.token("localhost", "admin", DatabaseServer.SECRET);
        Writer.prepare(service, token);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void fourTimesItsCapacityIsShedAndWhatIsServedIsServedInTime() {
        everyInsertTakes("20 milliseconds");
        long capacity = capacity();
        assertEquals(Set.of(Answers.DONE), answers.events());
        servedAfter.clear();
        long before = answers.of(Answers.DONE);

        offer(capacity * TIMES);
        long served = answers.of(Answers.DONE) - before;
        long millis = p99(servedAfter);
        long recovered = millisOf(this::create);
        System.out.printf("capacity %d/s, offered %d/s: served %d/s, p99 %d ms, refused p99 %d ms, recovered after %d ms, %s%n",
                capacity, capacity * TIMES, served / OVERLOADED.toSeconds(), millis, p99(refusedAfter), recovered, answers);
        assertThat(answers.events(), everyItem(is(in(Set.of(Answers.DONE, Answers.UNAVAILABLE)))));
        assertTrue(answers.of(Answers.UNAVAILABLE) > 0, "nothing was shed");
        assertThat(served / OVERLOADED.toSeconds(), greaterThan(capacity / 2));
        assertThat(millis, lessThan(BOUND_MILLIS));
        assertThat(recovered, lessThan(AT_ONCE_MILLIS));
    }

    @Test
    void databaseThatIsStuckUnderLoadBoundsEveryRequest() {
        everyInsertTakes("1 minute");
        List<CompletableFuture<Void>> all = IntStream.range(0, 200).mapToObj(i -> offerOne()).toList();
        all.forEach(CompletableFuture::join);
        System.out.printf("stuck database: slowest answer after %d ms, %s%n", slowest(), answers);
        assertEquals(Set.of(Answers.UNAVAILABLE), answers.events());
        assertThat(slowest(), lessThan(BOUND_MILLIS));

        database.execute("drop trigger slow on app_user");
        assertThat(millisOf(this::create), lessThan(AT_ONCE_MILLIS));
    }

    private void everyInsertTakes(String time) {
        database.execute("create or replace function slow() returns trigger language plpgsql as"
                + " $$ begin perform pg_sleep_for('" + time + "'); return new; end $$");
        database.execute("create trigger slow before insert on app_user for each row execute function slow()");
    }

    private long capacity() {
        List<Crowd.Client> clients = IntStream.range(0, CLIENTS).<Crowd.Client>mapToObj(i -> () -> create() == 200).toList();
        try (Crowd crowd = Crowd.of(clients)) {
            LockSupport.parkNanos(MEASURED.toNanos());
            crowd.stop();
        }
        return answers.of(Answers.DONE) / MEASURED.toSeconds();
    }

    private int create() {
        HttpResponse<String> answer = service.post("/configapi/v2/user", token, user());
        answers.add(Answers.outcome(answer));
        return answer.statusCode();
    }

    private String user() {
        return "{\"loginId\":\"o-" + created.incrementAndGet() + "\",\"firstName\":\"O\",\"lastName\":\"L\",\"team\":\""
                + Writer.TEAM + "\"}";
    }

    /** Offers this many requests per second, whether they are answered or not. */
    private void offer(long perSecond) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        long began = System.nanoTime();
        for (long i = 0; i < perSecond * OVERLOADED.toSeconds(); i++) {
            LockSupport.parkNanos(began + i * 1_000_000_000 / perSecond - System.nanoTime());
            all.add(offerOne());
        }
        all.forEach(CompletableFuture::join);
    }

    private CompletableFuture<Void> offerOne() {
        long began = System.nanoTime();
        return service.postLater("/configapi/v2/user", token, user()).thenAccept(answer -> {
            answers.add(Answers.outcome(answer));
            (answer.statusCode() == 200 ? servedAfter : refusedAfter)
                    .add(Duration.ofNanos(System.nanoTime() - began).toMillis());
        });
    }

    private long slowest() {
        return Math.max(p99(servedAfter), refusedAfter.stream().mapToLong(Long::longValue).max().orElse(0));
    }

    private static long millisOf(Runnable call) {
        long began = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private static long p99(ConcurrentLinkedQueue<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() * 99 / 100);
    }
}

package org.callroster.key;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.callroster.Api;
import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.callroster.token.Forger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.github.benmanes.caffeine.cache.Ticker;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Keys change, and nobody who holds a token notices. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class KeyRingTest {

    private static final String NEWEST = "select kid from signing_key order by signs_from desc limit 1";
    private static final String COUNT = "select count(*) from signing_key";

    @Inject
    KeyRing keys;
    @Inject
    KeyRepository repository;
    @Inject
    KeyConfig config;
    @Inject
    Vertx vertx;

    private String token;
    private String kid;

    @BeforeEach
    void onlyOneKey() {
        TestDatabase.execute("create table kept_key as select * from signing_key");
        await(() -> keys.rotateIfDue());
        kid = await(() -> keys.signing()).kid();
        TestDatabase.execute("delete from signing_key where kid <> ?", kid);
        token = Api.newToken(Api.EXAMPLE, "admin");
        assertWorks();
    }

    /** As they were, so that the tokens other tests keep live on. */
    @AfterEach
    void allKeysOfBefore() {
        TestDatabase.execute("delete from signing_key");
        TestDatabase.execute("insert into signing_key select * from kept_key");
        TestDatabase.execute("drop table kept_key");
        await(() -> keys.rotateIfDue());
    }

    @Test
    void nextKeyIsPublishedADayBeforeItSigns() {
        age(kid, "29 days 1 second");
        await(() -> keys.rotateIfDue());
        String next = TestDatabase.value(NEWEST);
        assertNotEquals(kid, next);
        assertEquals(kid, await(() -> keys.signing()).kid());
        jwks(hasItem(next));
        jwks(hasItem(kid));
        assertWorks();

        age(next, "1 day 1 second");
        await(() -> keys.rotateIfDue());
        assertEquals(next, await(() -> keys.signing()).kid());
        jwks(hasItem(kid));
        assertWorks();
    }

    @Test
    void oldKeyGoesWhenItsLastTokenHasDied() {
        age(kid, "31 days");
        await(() -> keys.rotateIfDue());
        String next = TestDatabase.value(NEWEST);
        age(next, "1 day 2 hours 59 minutes");
        await(() -> keys.rotateIfDue());
        assertEquals("2", TestDatabase.value(COUNT));
        age(next, "2 minutes");
        await(() -> keys.rotateIfDue());
        assertEquals(List.of(next), TestDatabase.column("select kid from signing_key"));
        jwks(not(hasItem(kid)));
    }

    @Test
    void nodesThatLookAtOnceMakeOneNextKey() {
        age(kid, "31 days");
        List<KeyRing> nodes = List.of(node(master()), node(master()), node(master()), node(master()));
        await(() -> Uni.join().all(nodes.stream().map(KeyRing::rotateIfDue).toList()).andFailFast());
        assertEquals("2", TestDatabase.value(COUNT));
    }

    @Test
    void tokensOfAKeyThatWasRemovedByHandDieWithinASecond() throws InterruptedException {
        TestDatabase.execute(
                "insert into signing_key select 'spare', public_key, private_key, created_at, signs_from from signing_key");
        TestDatabase.execute("delete from signing_key where kid = ?", kid);
        SteppedTicker.passASecond();
        Api.withToken(token).get("/team").then().statusCode(401);
    }

    @Test
    void tokenOfAKeyThatAnotherNodeMadeAMomentAgoWorksAtOnce() throws InterruptedException {
        age(kid, "31 days");
        KeyRing node = node(master());
        SigningKey next =
                await(() -> node.published()).stream().filter(key -> !key.kid().equals(kid)).findFirst().orElseThrow();
        SteppedTicker.passASecond();
        assertNull(keys.known(next.kid()));
        String signedThere = new Forger(token).header("kid", next.kid()).signed(next.privateKey());
        Api.withToken(signedThere).get("/team").then().statusCode(200);
    }

    @Test
    void anotherKeyIsMadeWhenAllWereRemoved() {
        TestDatabase.execute("delete from signing_key");
        await(() -> keys.rotateIfDue());
        assertEquals(TestDatabase.value(NEWEST), await(() -> keys.signing()).kid());
        assertNotEquals(kid, await(() -> keys.signing()).kid());
    }

    @Test
    void changeOfTheMasterKeyResealsAndNodesNotYetChangedGoOn() {
        MasterKey successor = new MasterKey(MasterKey.generate());
        KeyRing changed = node(successor, Optional.of(master()));
        assertEquals(kid, await(() -> changed.signing()).kid());
        await(() -> keys.rotateIfDue());
        assertEquals(kid, await(() -> keys.signing()).kid());
        assertEquals("1", TestDatabase.value(COUNT));
        assertTrue(open().open(successor).canSign());
        assertTrue(!open().open(master()).canSign());

        node(master(), Optional.of(successor));
        assertTrue(open().open(master()).canSign());
    }

    @Test
    void anotherMasterKeyAloneSignsWithAKeyOfItsOwnAndVerifiesAll() {
        KeyRing stranger = node(new MasterKey(MasterKey.generate()));
        assertNotEquals(kid, await(() -> stranger.signing()).kid());
        assertEquals(keys.known(kid), stranger.known(kid));
        assertEquals("2", TestDatabase.value(COUNT));
    }

    private MasterKey master() {
        return new MasterKey(config.masterKey().orElseThrow());
    }

    private KeyRing node(MasterKey master) {
        return node(master, Optional.empty());
    }

    private KeyRing node(MasterKey master, Optional<MasterKey> previous) {
        KeyRing node = new KeyRing(repository, config, new MasterKeys(), vertx, Ticker.systemTicker());
        await(() -> node.open(master, previous));
        return node;
    }

    private SealedKey open() {
        return await(() -> repository.all()).get(0);
    }

    private void assertWorks() {
        Api.withToken(token).get("/team").then().statusCode(200);
    }

    private static void jwks(org.hamcrest.Matcher<?> kids) {
        io.restassured.RestAssured.get("/.well-known/jwks.json").then().statusCode(200).body("keys.kid", kids);
    }

    private static void age(String kid, String by) {
        TestDatabase.execute("update signing_key set signs_from = signs_from - cast(? as interval) where kid = ?", by, kid);
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        return work.get().await().atMost(java.time.Duration.ofSeconds(20));
    }
}

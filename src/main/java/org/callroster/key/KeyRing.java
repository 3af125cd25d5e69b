package org.callroster.key;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Turns;
import org.jboss.logging.Logger;

import com.github.benmanes.caffeine.cache.Ticker;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * The signing keys in the database, which all nodes share. There is no rotation timer: calls that use the keys also check
 * whether a change is due.
 */
@ApplicationScoped
public class KeyRing {

    /** No token may live longer (contract section 2), so a key stays at least this long after its last signature. */
    public static final Duration MAX_TOKEN_LIFE = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(KeyRing.class);
    private static final Duration UNKNOWN_KEY_RELOAD_INTERVAL = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    /**
     * The keys that one look at the database found, by id and in the order in which they sign.
     *
     * @param at monotonic time, so that setting the clock back cannot stop the refresh
     */
    private record Loaded(Map<String, SigningKey> byKid, long at) {

        List<SigningKey> keys() {
            return List.copyOf(byKid.values());
        }
    }

    private final KeyRepository repository;
    private final KeyRotation rotation;
    private final MasterKeys masterKeys;
    private final Vertx vertx;
    private final Ticker clock;

    /** Every token call sees that a change is due. */
    private final Turns<KeyRing> changes = new Turns<>();

    private volatile Loaded loaded;
    private volatile MasterKey master;

    KeyRing(KeyRepository repository, KeyConfig config, MasterKeys masterKeys, Vertx vertx, Ticker clock) {
        this.repository = repository;
        this.masterKeys = masterKeys;
        this.rotation = new KeyRotation(config.keyRotation());
        this.vertx = vertx;
        this.clock = clock;
        this.loaded = new Loaded(Map.of(), clock.read() - MAX_TOKEN_LIFE.toNanos());
    }

    /**
     * At the start: reseals what the previous master key sealed, loads the keys, and makes one if none can be opened. Nodes
     * that start at once agree on one key.
     */
    public Uni<Void> open(MasterKey masterKey, Optional<MasterKey> previous) {
        master = masterKey;
        masterKeys.use(masterKey, previous);
        return repository.alone(connection -> repository.all(connection)
                .chain(rows -> repository.reseal(connection, previous.map(old -> resealed(rows, old)).orElse(List.of())))
                .chain(() -> rotate(connection)))
                .invoke(this::warnOfForeignKeys);
    }

    /** The key that signs new tokens. While in use, checks every ten seconds whether it is time to change it. */
    public Uni<SigningKey> signing() {
        return rotated().map(done -> rotation.signing(loaded.keys(), Instant.now()).orElseThrow());
    }

    /** All keys that have signed or will sign, for services that verify tokens elsewhere. */
    public Uni<List<SigningKey>> published() {
        return rotated().map(done -> loaded.keys());
    }

    /** Null if no key with this id is among the keys loaded last. */
    public PublicKey known(String kid) {
        SigningKey key = kid == null ? null : loaded.byKid.get(kid);
        return key == null ? null : key.publicKey();
    }

    /** Looks in the database, at most once a second, for keys that another node may have made. */
    public Uni<Void> look() {
        return isOlderThan(UNKNOWN_KEY_RELOAD_INTERVAL) ? load() : Uni.createFrom().voidItem();
    }

    /**
     * Creates the keys again with the provider that signs now, or each signature would convert them. Works in the background;
     * if the database is unavailable, the next look does it.
     */
    void reopen() {
        load().subscribe().with(done -> {}, failure -> LOG.debugf("keys were not reloaded: %s", failure.getMessage()));
    }

    private boolean isOlderThan(Duration age) {
        return clock.read() - loaded.at > age.toNanos();
    }

    private Uni<Void> rotated() {
        return isOlderThan(BETWEEN_LOOKS) ? rotateIfDue() : Uni.createFrom().voidItem();
    }

    /** Makes one read, and opens a transaction only if a change is due. */
    Uni<Void> rotateIfDue() {
        return load().chain(() -> isSomethingDue() ? changes.take(this, this::rotateIfStillDue) : Uni.createFrom().voidItem());
    }

    private Uni<Void> rotateIfStillDue() {
        return isSomethingDue() ? repository.alone(this::rotate) : Uni.createFrom().voidItem();
    }

    private boolean isSomethingDue() {
        Instant now = Instant.now();
        return rotation.nextFrom(loaded.keys(), now).isPresent() || !rotation.expired(loaded.keys(), now).isEmpty();
    }

    private Uni<Void> rotate(SqlConnection connection) {
        return repository.all(connection).invoke(this::keep)
                .chain(() -> deleteExpired(connection, rotation.expired(loaded.keys(), Instant.now())))
                .chain(() -> rotation.nextFrom(loaded.keys(), Instant.now())
                        .map(from -> make(connection, from)).orElse(Uni.createFrom().voidItem()))
                .chain(() -> repository.all(connection)).invoke(this::keep).replaceWithVoid();
    }

    private Uni<Void> make(SqlConnection connection, Instant signsFrom) {
        return generated(signsFrom)
                .invoke(key -> LOG.infof("created the signing key %s, which signs from %s", key.kid(), signsFrom))
                .chain(key -> repository.insert(connection, SealedKey.of(key, master)));
    }

    private Uni<Void> deleteExpired(SqlConnection connection, List<SigningKey> expired) {
        expired.forEach(key -> LOG.infof("removed the signing key %s: its last token has expired", key.kid()));
        return expired.isEmpty() ? Uni.createFrom().voidItem() : repository.delete(connection, expired);
    }

    /** On a worker thread: it may take seconds, which would block the event loop. */
    private Uni<SigningKey> generated(Instant signsFrom) {
        return Uni.createFrom().completionStage(
                () -> vertx.executeBlocking(() -> SigningKey.generate(signsFrom)).toCompletionStage());
    }

    private Uni<Void> load() {
        return repository.all().invoke(this::keep).replaceWithVoid();
    }

    /** While nodes get a new master key one by one, nodes with the old one keep the keys that they have already opened. */
    private void keep(List<SealedKey> rows) {
        Map<String, SigningKey> keys = new LinkedHashMap<>();
        rows.stream().map(row -> row.open(master))
                .forEach(key -> keys.put(key.kid(), key.canSign() ? key : loaded.byKid.getOrDefault(key.kid(), key)));
        loaded = new Loaded(keys, clock.read());
    }

    private List<SealedKey> resealed(List<SealedKey> rows, MasterKey previous) {
        return rows.stream().filter(row -> !row.open(master).canSign()).map(row -> row.open(previous))
                .filter(SigningKey::canSign).map(key -> SealedKey.of(key, master)).toList();
    }

    private void warnOfForeignKeys() {
        loaded.keys().stream().filter(key -> !key.canSign()).forEach(key -> LOG.warnf(
                "the signing key %s was sealed under another master key: its tokens stay valid, but it cannot sign",
                key.kid()));
    }
}

package org.callroster.token;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.callroster.tenant.Advisory;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** The signing keys of the database, which all nodes share. */
@ApplicationScoped
public class KeyRing {

    private static final Logger LOG = Logger.getLogger(KeyRing.class);
    private static final Duration BETWEEN_RELOADS = Duration.ofSeconds(1);

    /** What one load found: all keys, the newest that signs first among those that do. */
    private record Loaded(Map<String, SigningKey> byKid, SigningKey signing, Instant at) {
    }

    private volatile Loaded loaded = new Loaded(Map.of(), null, Instant.MIN);
    private volatile MasterKey master;

    /** At the start: loads the keys and makes one if none can be opened. Nodes that start at once agree on one key. */
    public Uni<Void> open(MasterKey masterKey) {
        master = masterKey;
        return Panache.withTransaction(() -> Advisory.lock("signing key")
                .chain(this::load)
                .chain(() -> loaded.signing == null ? create() : Uni.createFrom().voidItem()));
    }

    /** The key that signs new tokens. */
    SigningKey signing() {
        return loaded.signing;
    }

    /** Null if there is none of that id among the keys loaded last. */
    PublicKey known(String kid) {
        SigningKey key = kid == null ? null : loaded.byKid.get(kid);
        return key == null ? null : key.publicKey();
    }

    /** Looks in the database for a key another node may have made, at most once a second. */
    Uni<Void> lookFor(String kid) {
        boolean fresh = loaded.at.plus(BETWEEN_RELOADS).isAfter(Instant.now());
        return known(kid) != null || fresh ? Uni.createFrom().voidItem() : Panache.withSession(this::load);
    }

    private Uni<Void> load() {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery("select kid, public_key, private_key from signing_key order by created_at desc",
                        Tuple.class).getResultList())
                .invoke(rows -> keep(rows.stream().map(this::key).toList()))
                .replaceWithVoid();
    }

    private SigningKey key(Tuple row) {
        return SigningKey.open(row.get("kid", String.class), row.get("public_key", byte[].class),
                row.get("private_key", byte[].class), master);
    }

    private void keep(List<SigningKey> keys) {
        loaded = new Loaded(keys.stream().collect(Collectors.toMap(SigningKey::kid, Function.identity())),
                keys.stream().filter(SigningKey::canSign).findFirst().orElse(null), Instant.now());
    }

    private Uni<Void> create() {
        return generated()
                .invoke(key -> LOG.infof("made the signing key %s", key.kid()))
                .chain(key -> Panache.getSession().chain(s -> insert(s, key)))
                .chain(this::load);
    }

    /** It may take seconds, in which the event loop would stand still. */
    private static Uni<SigningKey> generated() {
        return Uni.createFrom().completionStage(
                () -> Vertx.currentContext().executeBlocking(SigningKey::generate).toCompletionStage());
    }

    private Uni<Integer> insert(Mutiny.Session session, SigningKey key) {
        return session
                .createNativeQuery("insert into signing_key (kid, public_key, private_key) values (:kid, :public, :sealed)")
                .setParameter("kid", key.kid()).setParameter("public", key.publicKey().getEncoded())
                .setParameter("sealed", key.sealedWith(master)).executeUpdate();
    }
}

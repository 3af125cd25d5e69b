package org.callroster.database;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

class ConnectionsTest {

    /** What {@link Connections} sets itself. */
    private static final Set<String> BOUNDS = Set.of("ConnectTimeout", "IdleTimeoutUnit", "IdleTimeout", "Properties");
    /** Other ways to set KeyCertOptions, TrustOptions, SslEngineOptions, PreparedStatementCacheSqlFilter and SslMode. */
    private static final Set<String> ALIASES = Set.of("KeyStoreOptions", "PfxKeyCertOptions", "PemKeyCertOptions",
            "TrustStoreOptions", "PfxTrustOptions", "PemTrustOptions", "JdkSslEngineOptions", "OpenSslEngineOptions",
            "PreparedStatementCacheSqlLimit", "Ssl");
    private static final Predicate<String> FILTER = sql -> false;

    private final PgConnectOptions configured = new PgConnectOptions();

    /** Whatever the client's own copying forgets; a property that a later client adds is looked at, too. */
    @Test
    void everySettingOfTheServerIsKept() throws ReflectiveOperationException {
        Set<String> properties = properties();
        for (String property : properties) {
            change(property);
        }
        PgConnectOptions bounded = Connections.bounded(configured, Duration.ofSeconds(8));
        for (String property : properties) {
            assertEquals(comparable(get(configured, property)), comparable(get(bounded, property)), property);
        }
        configured.getProperties().forEach((name, value) -> assertEquals(value, bounded.getProperties().get(name), name));
    }

    @Test
    void boundsAreSetBesideWhatTheUrlSays() {
        configured.setProperties(Map.of("statement_timeout", "9"));
        PgConnectOptions bounded = Connections.bounded(configured, Duration.ofSeconds(8));
        assertEquals(Map.of("statement_timeout", "9", "idle_in_transaction_session_timeout", "10000"),
                bounded.getProperties());
        assertEquals(8000, bounded.getIdleTimeout());
        assertEquals(TimeUnit.MILLISECONDS, bounded.getIdleTimeoutUnit());
        assertEquals(2000, bounded.getConnectTimeout());
    }

    private static Set<String> properties() {
        Set<String> properties = new TreeSet<>();
        for (Method method : PgConnectOptions.class.getMethods()) {
            if (method.getName().startsWith("set") && method.getParameterCount() == 1) {
                properties.add(method.getName().substring(3));
            }
        }
        properties.removeAll(BOUNDS);
        properties.removeAll(ALIASES);
        return properties;
    }

    private void change(String property) throws ReflectiveOperationException {
        Object before = get(configured, property);
        Method setter = Arrays.stream(PgConnectOptions.class.getMethods())
                .filter(method -> method.getName().equals("set" + property) && method.getParameterCount() == 1)
                .findFirst().orElseThrow();
        setter.invoke(configured, another(property, setter.getParameterTypes()[0], before));
        assertNotEquals(comparable(before), comparable(get(configured, property)), property);
    }

    private static Object another(String property, Class<?> type, Object before) {
        if (type == boolean.class) {
            return !(Boolean) before;
        } else if (type == int.class) {
            return Math.abs((Integer) before) + 1;
        } else if (type == long.class) {
            return Math.abs((Long) before) + 1;
        } else if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).filter(constant -> constant != before).findFirst().orElseThrow();
        }
        return anotherObject(property, type);
    }

    private static Object anotherObject(String property, Class<?> type) {
        return Map.of(String.class, "another", Set.class, Set.of("TLSv1.3"), Predicate.class, FILTER,
                KeyCertOptions.class, new PemKeyCertOptions().setCertPath("cert.pem"),
                TrustOptions.class, new PemTrustOptions().addCertPath("trust.pem"),
                ProxyOptions.class, new ProxyOptions().setHost("proxy"),
                SSLEngineOptions.class, new JdkSSLEngineOptions(), List.class, List.of("another"))
                .entrySet().stream().filter(known -> known.getKey() == type).findFirst()
                .orElseThrow(() -> new AssertionError("what could " + property + " be?")).getValue();
    }

    private static Object get(PgConnectOptions options, String property) throws ReflectiveOperationException {
        for (String prefix : List.of("get", "is")) {
            try {
                return PgConnectOptions.class.getMethod(prefix + property).invoke(options);
            } catch (NoSuchMethodException other) {
                continue;
            }
        }
        throw new NoSuchMethodException(property);
    }

    /** Not all of them know when they are equal. */
    private static Object comparable(Object value) {
        if (value instanceof ProxyOptions proxy) {
            return proxy.toJson();
        } else if (value instanceof PemKeyCertOptions keys) {
            return keys.toJson();
        } else if (value instanceof PemTrustOptions trust) {
            return trust.toJson();
        }
        return value instanceof SSLEngineOptions engine ? engine.getClass() : value;
    }
}

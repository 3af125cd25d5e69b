package org.callroster.user;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.callroster.TestDatabase;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;
import org.junit.jupiter.api.Test;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What is written by hand is what is read by the entity. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UserRepositoryTest {

    private final Tenant tenant = new Tenant(
            UUID.fromString(TestDatabase.value("select id from tenant where name = 'example.com'")), "example.com");

    @Inject
    UserRepository users;

    @Test
    void newUserIsWrittenWhole() throws Throwable {
        User made = whole();
        User read = VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(
                () -> users.write(made).chain(() -> users.byLogin(tenant, made.loginId))));
        assertEquals(values(made), values(read));
        VertxContextSupport.subscribeAndAwait(
                () -> Panache.withTransaction(() -> users.delete("tenantId = ?1 and id = ?2", made.tenantId, made.id)));
    }

    /** Nothing is as it would be by default. */
    private User whole() throws IllegalAccessException {
        User user = new User();
        for (Field field : fields().toList()) {
            field.set(user, value(field));
        }
        user.tenantId = tenant.id();
        user.teamId = UUID.fromString(TestDatabase.value("select id from team where tenant_id = ? limit 1", tenant.id()));
        user.loginKey = LoginKey.of(user.loginId);
        return user;
    }

    private static Object value(Field field) {
        return switch (field.getType().getSimpleName()) {
            case "UUID" -> UUID.randomUUID();
            case "String" -> field.getName();
            case "boolean" -> true;
            case "Instant" -> Instant.ofEpochSecond(1_000_000_000 + field.getName().length());
            case "int" -> 7;
            case "long" -> 8L;
            default -> throw new AssertionError("a value for " + field);
        };
    }

    private static Map<String, Object> values(User user) throws IllegalAccessException {
        Map<String, Object> values = new TreeMap<>();
        for (Field field : fields().toList()) {
            values.put(field.getName(), field.get(user));
        }
        return values;
    }

    private static Stream<Field> fields() {
        return Stream.of(User.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()
                        && !field.getName().startsWith("$"));
    }
}

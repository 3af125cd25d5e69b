package org.callroster.fleet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.vertx.mutiny.sqlclient.Row;

/** The order of a list of users. The last column tells all users of a tenant apart. */
enum UserSort {

    LOGIN_ID("loginId", "login_key"),
    NAME("name", "name_key", "login_key");

    final String wire;
    private final List<String> columns;

    UserSort(String wire, String... columns) {
        this.wire = wire;
        this.columns = List.of(columns);
    }

    static Optional<UserSort> named(String wire) {
        return Arrays.stream(values()).filter(sort -> sort.wire.equals(wire)).findFirst();
    }

    /** In SQL: what comes after a user with the values that stand for the {@code ?}. */
    String after() {
        return "(" + order() + ") > (" + String.join(", ", columns.stream().map(column -> "?").toList()) + ")";
    }

    /** In SQL. */
    String order() {
        return String.join(", ", columns.stream().map(column -> "u." + column).toList());
    }

    List<String> key(Row row) {
        return columns.stream().map(row::getString).toList();
    }

    /** The key before all users. */
    Stream<String> start() {
        return columns.stream().map(column -> "");
    }
}

package org.callroster.fleet;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.QueryParam;

import org.callroster.error.Failure;
import org.callroster.values.Checks;
import org.callroster.values.Paging;
import org.callroster.values.Sha256;

import io.vertx.mutiny.sqlclient.Row;

/**
 * Which page of a list of users is wanted, and what of them (fleet section 2). All methods throw 400 for invalid values.
 *
 * @param count {@code true}: the number of users in all pages too
 * @param include {@code access}, {@code loginInfo}, or both
 */
public record UserPage(
        @QueryParam("limit") String limit,
        @QueryParam("cursor") String cursor,
        @QueryParam("sort") String sort,
        @QueryParam("count") String count,
        @QueryParam("include") List<String> include) {

    public static final String[] PARAMETERS =
            Arrays.stream(UserPage.class.getRecordComponents()).map(component -> component.getName()).toArray(String[]::new);
    public static final String ACCESS = "access";
    public static final String LOGIN_INFO = "loginInfo";

    private static final int HASH_LENGTH = 16;

    Checks check(Checks checks) {
        return checks
                .that(sort == null || UserSort.named(sort).isPresent(), "sort", "must be loginId or name")
                .that(count == null || count.equals("true") || count.equals("false"), "count", "must be true or false")
                .that(List.of(ACCESS, LOGIN_INFO).containsAll(included()), "include", "must be access or loginInfo");
    }

    public int size() {
        return Paging.limit(limit);
    }

    UserSort order() {
        return sort == null ? UserSort.LOGIN_ID : UserSort.named(sort).orElseThrow();
    }

    boolean isCounted() {
        return "true".equals(count);
    }

    boolean includes(String what) {
        return included().contains(what);
    }

    /** Repeated, or separated by commas. */
    private Set<String> included() {
        return include.stream().flatMap(names -> Stream.of(names.split(","))).collect(Collectors.toSet());
    }

    /** The key of the last user of the previous page. */
    Object[] after(UserFilter filter) {
        String[] key = Paging.after(cursor, Stream.concat(Stream.of(hash(filter)), order().start()).toArray(String[]::new));
        if (!key[0].equals(hash(filter))) {
            throw Failure.badField("cursor", "belongs to another list: the filters and the order must stay the same");
        }
        return Arrays.copyOfRange(key, 1, key.length);
    }

    /** Null on the last page. */
    String next(UserFilter filter, List<Row> rows) {
        return Paging.next(rows, size(),
                last -> Stream.concat(Stream.of(hash(filter)), order().key(last).stream()).toList());
    }

    private String hash(UserFilter filter) {
        return HexFormat.of().formatHex(Sha256.of(order() + filter.toString())).substring(0, HASH_LENGTH);
    }
}

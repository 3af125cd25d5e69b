package org.callroster.extension;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.callroster.database.Database;
import org.callroster.error.Failure;
import org.callroster.extension.ExtensionPool.Segment;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** Extensions for users created without one. Call all but {@link #ranges} inside a transaction. */
@ApplicationScoped
public class ExtensionPools implements PanacheRepositoryBase<ExtensionPool, UUID> {

    public static final long FIRST = 1000;
    public static final long LAST = 999_999;

    /**
     * The first free number behind a taken one, from ?2 up to ?3. The order and its lower bound are those of an index, so that
     * the search reads only the taken numbers before the free one. Numbers with leading zeros are compared as they are written.
     */
    private static final String AFTER_A_TAKEN_ONE = """
            select cast(u.extension as long) + 1 from User u
            where u.tenantId = ?1 and (length(u.extension), u.extension) >= (?4, ?2)
                and cast(u.extension as long) < ?3
                and not exists (select 1 from User o
                    where o.tenantId = ?1 and o.extension = cast(cast(u.extension as long) + 1 as string))
            order by length(u.extension), u.extension""";

    private static final String USED = """
            select u.extension from User u
            where u.tenantId = ?1 and (length(u.extension), u.extension) >= (?4, ?2)
                and (length(u.extension), u.extension) <= (?5, ?3)""";

    private static final String HOLDERS = "select count(*) from User u where u.tenantId = ?1 and u.extension = ?2";

    /** The pool, and how many users have its next number. */
    private static final String LOCKED = """
            select p, (select count(*) from User u where u.tenantId = ?1 and u.extension = cast(p.nextNumber as string))
            from ExtensionPool p where p.tenantId = ?1""";

    private static final String RANGES = "select first_numbers, last_numbers from extension_pool where tenant_id = $1";

    private final Database database;

    ExtensionPools(Database database) {
        this.database = database;
    }

    @RegisterForReflection
    private record Locked(ExtensionPool pool, long holders) {

        boolean isNextFree() {
            return holders == 0 && pool.contains(pool.nextNumber);
        }
    }

    Uni<ExtensionRanges> ranges(Tenant tenant) {
        return database.first(RANGES, tenant.id()).map(found -> ranges(found.orElseThrow()));
    }

    private static ExtensionRanges ranges(Row row) {
        return ExtensionRanges.of(numbers(row, "first_numbers"), numbers(row, "last_numbers"));
    }

    private static long[] numbers(Row row, String column) {
        return Stream.of(row.getArrayOfLongs(column)).mapToLong(Long::longValue).toArray();
    }

    /**
     * Takes the next free number; a rollback returns it. Searches upwards from where the last search ended, and wraps around.
     * The pool stays locked until the transaction ends, so concurrent creates never get the same number. Fails with 409 if none
     * is free.
     */
    public Uni<String> take(Tenant tenant) {
        return lockedWithHolders(tenant).chain(locked -> (locked.isNextFree() ? Uni.createFrom().item(locked.pool.nextNumber)
                : free(locked.pool)).map(locked.pool::take));
    }

    /**
     * Takes the next {@code count} free numbers, fewer if there are not so many. Looks at ranges of numbers at once; where
     * all are taken, it jumps to the next free one.
     *
     * @param reserved numbers that are about to be given explicitly
     */
    public Uni<List<String>> take(Tenant tenant, int count, Set<String> reserved) {
        return count == 0 ? Uni.createFrom().item(List.of())
                : locked(tenant).chain(pool -> takeMore(pool, count, reserved, new ArrayList<>()));
    }

    private Uni<List<String>> takeMore(ExtensionPool pool, int count, Set<String> reserved, List<String> taken) {
        return pool.inOrder().isEmpty() ? Uni.createFrom().item(taken)
                : takeFrom(pool, pool.next(count), count, reserved, taken)
                        .chain(some -> some == 0 ? jump(pool, reserved, taken) : Uni.createFrom().item(true))
                        .chain(more -> more && taken.size() < count ? takeMore(pool, count, reserved, taken)
                                : Uni.createFrom().item(taken));
    }

    /** Returns how many were taken of these numbers. */
    private Uni<Integer> takeFrom(ExtensionPool pool, Segment numbers, int count, Set<String> reserved, List<String> taken) {
        return used(pool, numbers).map(used -> {
            int before = taken.size();
            LongStream.rangeClosed(numbers.first(), numbers.last()).mapToObj(String::valueOf)
                    .filter(number -> !used.contains(number) && !reserved.contains(number) && !taken.contains(number))
                    .limit(count - before).forEach(taken::add);
            pool.take(taken.size() == count ? Long.parseLong(taken.get(count - 1)) : numbers.last());
            return taken.size() - before;
        });
    }

    private Uni<Set<String>> used(ExtensionPool pool, Segment numbers) {
        String first = String.valueOf(numbers.first());
        String last = String.valueOf(numbers.last());
        return getSession().chain(session -> session.createSelectionQuery(USED, String.class).setParameter(1, pool.tenantId)
                .setParameter(2, first).setParameter(3, last).setParameter(4, first.length()).setParameter(5, last.length())
                .getResultList()).map(HashSet::new);
    }

    /** Moves to the next free number. False if there is none that is not reserved or taken. */
    private Uni<Boolean> jump(ExtensionPool pool, Set<String> reserved, List<String> taken) {
        return free(pool).invoke(number -> pool.nextNumber = number).map(String::valueOf)
                .map(number -> !reserved.contains(number) && !taken.contains(number))
                .onFailure(Failure.class).recoverWithItem(false);
    }

    /** The pool; no other call can take from it or change it until the transaction ends. */
    Uni<ExtensionPool> locked(Tenant tenant) {
        return findById(tenant.id(), LockModeType.PESSIMISTIC_WRITE);
    }

    private Uni<Locked> lockedWithHolders(Tenant tenant) {
        return getSession().chain(session -> session.createSelectionQuery(LOCKED, Locked.class).setParameter(1, tenant.id())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).getSingleResult());
    }

    private Uni<Long> free(ExtensionPool pool) {
        Uni<Long> free = Uni.createFrom().nullItem();
        for (Segment numbers : pool.inOrder()) {
            free = free.onItem().ifNull().switchTo(() -> free(pool, numbers));
        }
        return free.onItem().ifNull().failWith(() -> Failure.conflict("the extension pool is exhausted"));
    }

    /** Null if none is free. */
    private Uni<Long> free(ExtensionPool pool, Segment numbers) {
        return isTaken(pool, numbers.first()).chain(taken -> taken ? afterATakenOne(pool, numbers)
                : Uni.createFrom().item(numbers.first()));
    }

    private Uni<Boolean> isTaken(ExtensionPool pool, long number) {
        return getSession().chain(session -> session.createSelectionQuery(HOLDERS, Long.class)
                .setParameter(1, pool.tenantId).setParameter(2, String.valueOf(number)).getSingleResult())
                .map(holders -> holders > 0);
    }

    /** Null if none is free. */
    private Uni<Long> afterATakenOne(ExtensionPool pool, Segment numbers) {
        String start = String.valueOf(numbers.first());
        return getSession().chain(session -> session.createSelectionQuery(AFTER_A_TAKEN_ONE, Long.class)
                .setParameter(1, pool.tenantId).setParameter(2, start).setParameter(3, numbers.last())
                .setParameter(4, start.length()).setMaxResults(1)
                .getSingleResultOrNull());
    }

    public Uni<Void> create(Tenant tenant, long first, long last) {
        ExtensionPool pool = new ExtensionPool();
        pool.tenantId = tenant.id();
        pool.firstNumbers = new long[] { first };
        pool.lastNumbers = new long[] { last };
        pool.nextNumber = first;
        return persist(pool).replaceWithVoid();
    }
}

package org.callroster.tenant;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.database.LookupCache;

import com.github.benmanes.caffeine.cache.Ticker;

import io.smallrye.mutiny.Uni;

/**
 * Resolves tenant names to tenants (at most one second stale). Calls that know only a tenant's name resolve it first: their
 * statements then use its id, and go to one place where the tables are distributed by it. Does not check whether the tenant is
 * enabled.
 */
@ApplicationScoped
public class TenantNames {

    private static final int LONGEST = 253;
    private static final Duration VERIFIED = Duration.ofMinutes(1);

    private static final String FIND = """
            select id, name from (
                select id, name, array_position(cast($1 as text[]), cast(name as text)) as rank
                from tenant where name = any(cast($1 as text[]))
                union all
                select id, name, 1000
                from tenant where cast($2 as boolean) and (select count(*) from (select 1 from tenant limit 2) as few) = 1
            ) as candidate order by rank limit 1""";

    private final Database database;
    private final LookupCache<Candidates, Tenant> found;
    private final LookupCache<String, Tenant> verified;

    TenantNames(Database database, Ticker clock) {
        this.database = database;
        this.found = new LookupCache<>(clock, this::lookUp);
        this.verified = new LookupCache<>(clock, VERIFIED, this::find);
    }

    /** {@link Tenant#UNKNOWN} if no tenant has this name. */
    public Uni<Tenant> find(String name) {
        return find(List.of(name), false);
    }

    /**
     * The same, but at most one minute stale, for a name that a valid token contains. A tenant keeps its id, so nothing
     * changes for such a name. Never use it for unverified names: a quick answer from the cache reveals that the tenant exists.
     */
    public Uni<Tenant> findVerified(String name) {
        return verified.get(name).invoke(tenant -> forgetUnknown(name, tenant));
    }

    /** Does not cache a tenant that does not exist yet, though tokens name it. */
    private void forgetUnknown(String name, Tenant tenant) {
        if (tenant.equals(Tenant.UNKNOWN)) {
            verified.forget(name);
        }
    }

    /** The tenant of the first name that belongs to one; otherwise, if {@code mayBeTheOnlyOne}, the only tenant there is. */
    public Uni<Tenant> find(List<String> names, boolean mayBeTheOnlyOne) {
        return found.get(Candidates.by(names, mayBeTheOnlyOne));
    }

    /** Unknown names are cached like others, so that response times reveal nothing. */
    private Uni<Tenant> lookUp(Candidates candidates) {
        return database.first(FIND, candidates.names().toArray(String[]::new), candidates.mayBeTheOnlyOne())
                .map(row -> row.map(r -> new Tenant(r.getUUID("id"), r.getString("name"))).orElse(Tenant.UNKNOWN));
    }

    record Candidates(List<String> names, boolean mayBeTheOnlyOne) {

        /** Drops names longer than any tenant's, so that unauthenticated callers cannot fill the memory. */
        static Candidates by(List<String> names, boolean mayBeTheOnlyOne) {
            return new Candidates(names.stream().filter(name -> name.length() <= LONGEST).toList(), mayBeTheOnlyOne);
        }
    }
}

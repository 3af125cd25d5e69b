package org.callroster.tenant;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.database.LookupCache;

import com.github.benmanes.caffeine.cache.Ticker;

import io.smallrye.mutiny.Uni;

/**
 * Finds tenants by their tags (at most one minute stale: a tenant keeps its tag). Session ids begin with the tag of their tenant,
 * so that their look-up can name the tenant. Does not check whether the tenant is enabled.
 */
@ApplicationScoped
public class TenantTags {

    private static final String FIND = "select id, name from tenant where right(cast(id as text), 8) = $1";
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Database database;
    private final LookupCache<String, Tenant> found;

    TenantTags(Database database, Ticker clock) {
        this.database = database;
        this.found = new LookupCache<>(clock, KEPT, this::lookUp);
    }

    /** {@link Tenant#UNKNOWN} if no tenant has this tag. */
    public Uni<Tenant> find(String tag) {
        return found.get(tag);
    }

    private Uni<Tenant> lookUp(String tag) {
        return database.first(FIND, tag)
                .map(row -> row.map(r -> new Tenant(r.getUUID("id"), r.getString("name"))).orElse(Tenant.UNKNOWN));
    }
}

package org.callroster.tenant;

import org.callroster.database.LookupCache;
import org.callroster.database.Statements;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/**
 * The tenants behind names, as they were at most a second ago. Who knows a tenant by its name only asks here first, so that his
 * statements name its id, and go to one place where the tables are distributed by it. Whether it is enabled is theirs to ask.
 */
@ApplicationScoped
public class TenantNames {

    private static final int LONGEST = 253;
    private static final Duration PROVED = Duration.ofMinutes(1);

    private static final String FIND = """
            select id, name from (
                select id, name, array_position(cast($1 as text[]), cast(name as text)) as rank
                from tenant where name = any(cast($1 as text[]))
                union all
                select id, name, 1000
                from tenant where cast($2 as boolean) and (select count(*) from (select 1 from tenant limit 2) as few) = 1
            ) as candidate order by rank limit 1""";

    private final Statements statements;
    private final LookupCache<Meant, Tenant> found = new LookupCache<>(this::lookUp);
    private final LookupCache<String, Tenant> proved = new LookupCache<>(PROVED, this::find);

    TenantNames(Statements statements) {
        this.statements = statements;
    }

    /** {@link Tenant#UNKNOWN} if there is none of that name. */
    public Uni<Tenant> find(String name) {
        return find(List.of(name), false);
    }

    /**
     * The same as it was at most a minute ago, for a name that has been proved to be a tenant's, by a good token. A tenant keeps its
     * id, so nothing changes for such a name; strangers must not ask here, as an answer from memory tells that there is one.
     */
    public Uni<Tenant> findProved(String name) {
        return proved.get(name).invoke(tenant -> forgetUnknown(name, tenant));
    }

    /** One that is not there yet, though tokens name it. */
    private void forgetUnknown(String name, Tenant tenant) {
        if (tenant.equals(Tenant.UNKNOWN)) {
            proved.forget(name);
        }
    }

    /** By the first of the names that a tenant has, or else, if it may be meant, the only one there is. */
    public Uni<Tenant> find(List<String> names, boolean mayBeTheOnlyOne) {
        return found.get(Meant.by(names, mayBeTheOnlyOne));
    }

    /** Names that nobody has are remembered like others, so that the time it takes tells nothing. */
    private Uni<Tenant> lookUp(Meant meant) {
        return statements.first(FIND, meant.names().toArray(String[]::new), meant.mayBeTheOnlyOne())
                .map(row -> row.map(r -> new Tenant(r.getUUID("id"), r.getString("name"))).orElse(Tenant.UNKNOWN));
    }

    record Meant(List<String> names, boolean mayBeTheOnlyOne) {

        /** No tenant has a longer name, and strangers shall not fill the memory with theirs. */
        static Meant by(List<String> names, boolean mayBeTheOnlyOne) {
            return new Meant(names.stream().filter(name -> name.length() <= LONGEST).toList(), mayBeTheOnlyOne);
        }
    }
}

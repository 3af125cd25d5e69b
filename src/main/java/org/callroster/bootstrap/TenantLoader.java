package org.callroster.bootstrap;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.database.Ids;
import org.callroster.error.Failure;
import org.callroster.extension.ExtensionPools;
import org.callroster.header.Preconditions;
import org.callroster.phone.AccessNumberService;
import org.callroster.policy.PolicyFloor;
import org.callroster.policy.SecurityPolicyService;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantRepository;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Writes a whole contact centre through the same services that serve the calls. */
@ApplicationScoped
class TenantLoader {

    private static final String ACTOR = "bootstrap";

    private final TenantRepository tenants;
    private final ExtensionPools extensions;
    private final DirectoryLoader directory;
    private final MemberLoader members;
    private final AccessNumberService numbers;
    private final SecurityPolicyService policies;
    private final PolicyFloor floor;

    TenantLoader(TenantRepository tenants, ExtensionPools extensions, DirectoryLoader directory, MemberLoader members,
            AccessNumberService numbers, SecurityPolicyService policies, PolicyFloor floor) {
        this.tenants = tenants;
        this.extensions = extensions;
        this.directory = directory;
        this.members = members;
        this.numbers = numbers;
        this.policies = policies;
        this.floor = floor;
    }

    /** Loads it. Call inside a transaction. Returns false, and changes nothing, if there is a tenant of that name. */
    Uni<Boolean> load(ContactCentre centre) {
        Tenant tenant = new Tenant(Ids.next(), Tenant.canonical(centre.tenant()));
        Caller caller = new Caller(tenant, null, ACTOR, EnumSet.allOf(Privilege.class), Set.of());
        return tenants.insert(tenant)
                .call(isNew -> isNew ? fill(caller, centre) : Uni.createFrom().voidItem());
    }

    private Uni<Void> fill(Caller caller, ContactCentre centre) {
        return extensions.create(caller.tenant(), centre.extensionPool().first(), centre.extensionPool().last())
                .chain(() -> directory.fill(caller, centre.teams(), centre.skills(), centre.roles()))
                .chain(() -> policies.write(caller, centre.securityPolicy()))
                .chain(() -> each("users", centre.users(),
                        user -> members.load(caller, user, floor.under(centre.securityPolicy()))))
                .chain(() -> each("accessNumbers", centre.accessNumbers(),
                        number -> numbers.put(caller, number.number(), number, Preconditions.NONE)));
    }

    /** Writes the items one after another. A failure names the place of its item in the file. */
    private static <T> Uni<Void> each(String field, List<T> items, Function<T, Uni<?>> write) {
        return Multi.createFrom().iterable(IntStream.range(0, items.size()).boxed().toList())
                .onItem().transformToUniAndConcatenate(i -> write.apply(items.get(i)).call(TenantLoader::flushAndForget)
                        .onFailure(Failure.class).transform(e -> Failure.badField(field + "[" + i + "]", e.getMessage())))
                .collect().last().replaceWithVoid();
    }

    /** Otherwise each flush would check everything written so far. */
    private static Uni<?> flushAndForget() {
        return Panache.flush().chain(Panache::getSession).invoke(session -> session.clear());
    }
}

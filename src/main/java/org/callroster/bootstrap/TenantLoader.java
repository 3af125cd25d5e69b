package org.callroster.bootstrap;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.Failure;
import org.callroster.user.ExtensionPool;
import org.callroster.bootstrap.ContactCentre.Member;
import org.callroster.secret.ApiSecretRepository;
import org.callroster.phone.AccessNumberService;
import org.callroster.policy.SecurityPolicyService;
import org.callroster.caller.Caller;
import org.callroster.database.Ids;
import org.callroster.policy.PolicyFloor;
import org.callroster.caller.Privilege;
import org.callroster.policy.SecurityPolicy;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantRepository;
import org.callroster.user.UserRepository;
import org.callroster.user.UserService;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Writes a whole contact centre through the same services that serve the calls. */
@ApplicationScoped
class TenantLoader {

    private static final UUID NOBODY = new UUID(0, 0);
    private static final String ACTOR = "bootstrap";

    private final TenantRepository tenants;
    private final ExtensionPool extensions;
    private final DirectoryLoader directory;
    private final UserService users;
    private final UserRepository userRows;
    private final ApiSecretRepository secrets;
    private final AccessNumberService numbers;
    private final SecurityPolicyService policies;
    private final PolicyFloor floor;

    TenantLoader(TenantRepository tenants, ExtensionPool extensions, DirectoryLoader directory, UserService users,
            UserRepository userRows, ApiSecretRepository secrets, AccessNumberService numbers,
            SecurityPolicyService policies, PolicyFloor floor) {
        this.tenants = tenants;
        this.extensions = extensions;
        this.directory = directory;
        this.users = users;
        this.userRows = userRows;
        this.secrets = secrets;
        this.numbers = numbers;
        this.policies = policies;
        this.floor = floor;
    }

    /** Loads it within the open transaction. Returns false, and changes nothing, if there is a tenant of that name. */
    Uni<Boolean> load(ContactCentre centre) {
        Tenant tenant = new Tenant(Ids.next(), Tenant.canonical(centre.tenant()));
        Caller caller = new Caller(tenant, NOBODY, ACTOR, EnumSet.allOf(Privilege.class), Set.of());
        return tenants.insert(tenant)
                .call(isNew -> isNew ? fill(caller, centre) : Uni.createFrom().voidItem());
    }

    private Uni<Void> fill(Caller caller, ContactCentre centre) {
        return extensions.create(caller.tenant(), centre.extensionPool().first(), centre.extensionPool().last())
                .chain(() -> directory.fill(caller, centre.teams(), centre.skills(), centre.roles()))
                .chain(() -> policies.write(caller, centre.securityPolicy()))
                .chain(() -> each("users", centre.users(), user -> user(caller, user, floor.under(centre.securityPolicy()))))
                .chain(() -> each("accessNumbers", centre.accessNumbers(),
                        number -> numbers.put(caller, number.number(), number)));
    }

    private Uni<Void> user(Caller caller, Member user, SecurityPolicy policy) {
        Tenant tenant = caller.tenant();
        return users.create(caller, user.attributes(), policy)
                .chain(() -> userRows.id(tenant, user.loginId()))
                .call(id -> directory.supervise(tenant, id, user.supervisedTeams()))
                .call(id -> user.apiSecret() == null ? Uni.createFrom().voidItem()
                        : secrets.addFirst(tenant, id, user.apiSecret()))
                .replaceWithVoid();
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

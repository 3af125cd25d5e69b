package org.callroster.assignment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.DatabaseErrors;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The skills of users. */
@ApplicationScoped
public class UserSkills implements PanacheRepositoryBase<UserSkill, UserSkill.Key> {

    /**
     * Gives a user whose row is locked exactly the wanted skills. Fails with 404 if one was deleted meanwhile.
     *
     * @param wanted the level of each skill id
     */
    public Uni<Void> replace(Tenant tenant, UUID userId, Map<UUID, Integer> wanted) {
        return list("tenantId = ?1 and userId = ?2", tenant.id(), userId)
                .call(held -> remove(tenant, userId, held, wanted))
                .chain(held -> write(tenant, userId, held, wanted));
    }

    /** Gives a new user skills, at the next flush. */
    public Uni<Void> give(UUID tenantId, UUID userId, Map<UUID, Integer> levels) {
        return levels.isEmpty() ? Uni.createFrom().voidItem() : persist(levels.entrySet().stream()
                .map(skill -> UserSkill.of(tenantId, userId, skill.getKey(), skill.getValue())));
    }

    private Uni<Long> remove(Tenant tenant, UUID userId, List<UserSkill> held, Map<UUID, Integer> wanted) {
        Set<UUID> gone = held.stream().map(skill -> skill.skillId).filter(id -> !wanted.containsKey(id))
                .collect(Collectors.toSet());
        return gone.isEmpty() ? Uni.createFrom().item(0L)
                : delete("tenantId = ?1 and userId = ?2 and skillId in ?3", tenant.id(), userId, gone);
    }

    private Uni<Void> write(Tenant tenant, UUID userId, List<UserSkill> held, Map<UUID, Integer> wanted) {
        Set<UUID> present = held.stream().map(skill -> skill.skillId).collect(Collectors.toSet());
        held.stream().filter(skill -> wanted.containsKey(skill.skillId))
                .forEach(skill -> skill.level = wanted.get(skill.skillId).shortValue());
        List<UserSkill> added = wanted.entrySet().stream().filter(skill -> !present.contains(skill.getKey()))
                .map(skill -> UserSkill.of(tenant.id(), userId, skill.getKey(), skill.getValue())).toList();
        return (added.isEmpty() ? Uni.createFrom().voidItem() : persist(added)).chain(() -> flush())
                .onFailure(DatabaseErrors::isBrokenReference).transform(e -> Failure.notFound("Skill not found"));
    }
}

package org.callroster.bootstrap;

import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.directory.Directory;
import org.callroster.header.Preconditions;
import org.callroster.names.NameKind;
import org.callroster.names.NameService;
import org.callroster.names.NewName;
import org.callroster.role.RoleChange;
import org.callroster.role.RoleService;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Fills the directory of a new tenant. Call inside a transaction. */
@ApplicationScoped
public class DirectoryLoader {

    private final NameService names;
    private final RoleService roles;

    DirectoryLoader(NameService names, RoleService roles) {
        this.names = names;
        this.roles = roles;
    }

    /** Writes the predefined roles and the given names, and flushes them so that {@link Directory} finds them. */
    public Uni<Void> fill(Caller caller, List<String> teams, List<String> skills, List<RoleChange> moreRoles) {
        return roles.createPredefined(caller.tenant())
                .chain(() -> each(teams,
                        team -> names.put(caller, NameKind.TEAMS, team, new NewName(null), Preconditions.NONE)))
                .chain(() -> each(skills,
                        skill -> names.put(caller, NameKind.SKILLS, skill, new NewName(null), Preconditions.NONE)))
                .chain(() -> each(moreRoles, role -> roles.write(caller, role)))
                .chain(() -> Panache.flush());
    }

    private static <T> Uni<Void> each(List<T> items, Function<T, Uni<?>> write) {
        return Multi.createFrom().iterable(items).onItem().transformToUniAndConcatenate(write).collect().last()
                .replaceWithVoid();
    }
}

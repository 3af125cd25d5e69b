package org.callroster.console;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.names.NameKind;
import org.callroster.names.NameService;
import org.callroster.names.NameView;
import org.callroster.role.RoleService;
import org.callroster.role.RoleView;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

/** The names that a page offers to choose from; others may be typed. */
@ApplicationScoped
public class Choices {

    public static final Names NONE = new Names(List.of(), List.of(), List.of());
    private static final int MOST = 500;

    private final NameService names;
    private final RoleService roles;

    Choices(NameService names, RoleService roles) {
        this.names = names;
        this.roles = roles;
    }

    public record Names(List<String> teams, List<String> roles, List<String> skills) {
    }

    /** The first 500 of each kind. */
    public Uni<Names> of(Tenant tenant) {
        return names(tenant, NameKind.TEAMS).chain(teams -> names(tenant, NameKind.SKILLS)
                .chain(skills -> roles(tenant).map(held -> new Names(teams, held, skills))));
    }

    private Uni<List<String>> names(Tenant tenant, NameKind kind) {
        return names.all(tenant, kind).map(all -> all.stream().limit(MOST).map(NameView::name).toList());
    }

    private Uni<List<String>> roles(Tenant tenant) {
        return roles.all(tenant).map(all -> all.stream().limit(MOST).map(RoleView::name).toList());
    }
}

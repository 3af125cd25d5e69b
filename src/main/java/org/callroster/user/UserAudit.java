package org.callroster.user;

import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.attribute.UserAttributes;
import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.caller.Caller;
import org.callroster.directory.ResolvedNames;
import org.callroster.tenant.Tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.smallrye.mutiny.Uni;

/** Records changes of users, with the attributes that changed by their names in the API. Call inside a transaction. */
@ApplicationScoped
class UserAudit {

    private static final String TEAM = "team";
    private static final String ROLES = "roles";
    private static final String SKILLS = "skills";
    private static final String PASSWORD = "password";
    private static final String DISABLED = "disabled";
    private static final String LOGIN_ID = "loginId";
    private static final String PROFILE = "profile";
    private static final JsonMapper JSON = new JsonMapper();
    /** Stands for any password. */
    private static final String SET = "set";

    private final AuditLog audit;

    UserAudit(AuditLog audit) {
        this.audit = audit;
    }

    Uni<Void> created(Caller caller, User user, UserAttributes given, ResolvedNames found) {
        return audit.record(AuditEntry.by(caller, AuditKind.USER_CREATED, user.loginId).of(user.id)
                .changing(Changed.created(after(user, given, found, user.passwordHash != null))));
    }

    Uni<Void> updated(Caller caller, User user, Changed changed) {
        return audit.record(AuditEntry.by(caller, kind(user, changed.names()), user.loginId).of(user.id).changing(changed));
    }

    Uni<Void> deleted(Caller caller, User user, ResolvedNames.Held held) {
        Map<String, Object> attributes = attributes(user);
        attributes.put(TEAM, held.team());
        attributes.put(SKILLS, held.skills());
        attributes.put(ROLES, ResolvedNames.names(held.roles()));
        return audit.record(AuditEntry.by(caller, AuditKind.USER_DELETED, user.loginId).of(user.id)
                .changing(Changed.deleted(attributes)));
    }

    /** The state before an update, as far as the update may change it. */
    static Map<String, Object> before(User user, UserAttributes wanted, ResolvedNames.Held held) {
        Map<String, Object> attributes = attributes(user);
        putIf(wanted.team() != null, attributes, TEAM, held.team());
        putIf(wanted.skills() != null, attributes, SKILLS, held.skills());
        putIf(wanted.roles() != null, attributes, ROLES, ResolvedNames.names(held.roles()));
        return attributes;
    }

    /** The state after a create or an update, in the order of contract section 3. */
    static Map<String, Object> after(User user, UserAttributes given, ResolvedNames found, boolean setsPassword) {
        Map<String, Object> attributes = attributes(user);
        putIf(given.team() != null, attributes, TEAM, given.team());
        putIf(given.skills() != null, attributes, SKILLS, given.skills());
        putIf(given.roles() != null || !found.roles().isEmpty(), attributes, ROLES, ResolvedNames.names(found.roles()));
        putIf(setsPassword, attributes, PASSWORD, SET);
        return attributes;
    }

    /** What is kept for an identity provider is shown by its own names. */
    private static Map<String, Object> attributes(User user) {
        Map<String, Object> attributes = user.attributes();
        Object profile = attributes.remove(PROFILE);
        if (profile != null) {
            attributes.putAll(JSON.convertValue(tree((String) profile), new TypeReference<Map<String, Object>>() {
            }));
        }
        return attributes;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the service wrote it", e);
        }
    }

    private static void putIf(boolean is, Map<String, Object> attributes, String name, Object value) {
        if (is) {
            attributes.put(name, value);
        }
    }

    private static AuditKind kind(User user, Set<String> changed) {
        if (changed.contains(PASSWORD)) {
            return AuditKind.USER_UPDATED_WITH_PASSWORD;
        }
        if (changed.contains(DISABLED)) {
            return user.disabled ? AuditKind.USER_DISABLED : AuditKind.USER_ENABLED;
        }
        if (changed.contains(LOGIN_ID)) {
            return AuditKind.USER_RENAMED;
        }
        return changed.equals(Set.of(TEAM)) ? AuditKind.USER_MOVED : AuditKind.USER_UPDATED;
    }

    /** By an operator, with the database. */
    Uni<Void> enabled(Tenant tenant, String actor, User user, Changed changed) {
        return audit.record(
                AuditEntry.by(tenant, actor, AuditKind.USER_ENABLED, user.loginId).of(user.id).changing(changed));
    }

    /** A user's own choice of a password. */
    Uni<Void> passwordChanged(Tenant tenant, User user) {
        return audit.record(AuditEntry.bySelf(tenant, user.loginId, user.id, AuditKind.PASSWORD_CHANGED)
                .changing(Changed.between(PASSWORD, null, SET)));
    }
}

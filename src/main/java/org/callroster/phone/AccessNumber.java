package org.callroster.phone;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Transient;

/** A number that can be dialled from outside. */
@Entity
@IdClass(AccessNumberKey.class)
class AccessNumber {

    @Id
    UUID tenantId;
    @Id
    String number;

    String media;
    String type;

    /** Set for a softphone instead of the extension, so that the number follows the user to a new extension. */
    UUID userId;
    String extension;
    String scenario;
    String textOutService;
    String displayName;
    /** True if it was created in this transaction. */
    @Transient
    boolean isNew;

    /** What clients change. */
    record State(String media, String type, UUID userId, String extension, String scenario, String textOutService,
            String displayName) {
    }

    State state() {
        return new State(media, type, userId, extension, scenario, textOutService, displayName);
    }

    /** For the audit. A softphone has the id of its user, because its extension may change. */
    Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("media", media);
        attributes.put("type", type);
        attributes.put("uid", userId);
        attributes.put("extension", extension);
        attributes.put("scenario", scenario);
        attributes.put("textOutService", textOutService);
        attributes.put("displayName", displayName);
        return attributes;
    }

    boolean isUnassigned() {
        return type.equals(NumberType.UNASSIGNED.label());
    }

    /**
     * Whether a caller who sees only some teams reaches it: it leads to users, all of them in these teams, or it is the
     * softphone of a deleted user, which counts as unassigned.
     */
    boolean isWithinReach(UsersBehind users) {
        return type.equals(NumberType.SOFTPHONE.label()) ? users.all() == users.reached()
                : users.reached() > 0 && users.reached() >= extensions().size();
    }

    /** The extensions of the users it leads to, except that of a softphone. */
    Set<String> extensions() {
        return extension == null ? Set.of() : new HashSet<>(List.of(extension.split(",")));
    }

    /** Replaces all attributes; {@code user} is null except for a softphone. */
    void become(NewAccessNumber wanted, SoftphoneUser user) {
        media = wanted.media();
        type = wanted.type();
        userId = user == null ? null : user.id();
        extension = user == null ? wanted.extension() : null;
        scenario = wanted.scenario();
        textOutService = wanted.textOutService();
        displayName = wanted.displayName();
    }
}

package org.callroster.phone;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A number that can be dialled from outside. */
@Entity
@Table(name = "access_number")
@IdClass(AccessNumberKey.class)
class AccessNumber {

    @Id
    @Column(name = "tenant_id")
    UUID tenantId;
    @Id
    String number;

    String media;
    String type;

    /** Set for a softphone instead of the extension, so that the number follows the user to a new extension. */
    @Column(name = "user_id")
    UUID userId;
    String extension;
    String scenario;
    @Column(name = "text_out_service")
    String textOutService;
    @Column(name = "display_name")
    String displayName;

    /** A softphone whose user was deleted is unassigned. */
    boolean isUnassigned() {
        return userId == null && (type.equals(NumberType.UNASSIGNED.label()) || type.equals(NumberType.SOFTPHONE.label()));
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

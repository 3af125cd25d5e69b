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

    /** Of a softphone, in place of the extension: the number follows its user when he gets another one. */
    @Column(name = "user_id")
    UUID userId;
    String extension;
    String scenario;
    @Column(name = "text_out_service")
    String textOutService;
    @Column(name = "display_name")
    String displayName;

    /** A softphone whose user is gone is unassigned. */
    boolean isUnassigned() {
        return userId == null && (type.equals(NumberType.UNASSIGNED.label()) || type.equals(NumberType.SOFTPHONE.label()));
    }

    /** To which users it leads, but for that of a softphone. */
    Set<String> extensions() {
        return extension == null ? Set.of() : new HashSet<>(List.of(extension.split(",")));
    }

    /** Becomes what is wanted, whatever it was; {@code user} is null for all but a softphone. */
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

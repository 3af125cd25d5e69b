package org.callroster.user;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import org.callroster.tenant.Compared;
import org.callroster.tenant.Folded;
import org.callroster.tenant.TenantKey;

@Entity
@Table(name = "app_user")
@IdClass(TenantKey.class)
class User {

    @Id
    UUID tenantId;
    @Id
    UUID id;
    String loginId;
    String loginKey;
    String firstName;
    String lastName;
    UUID teamId;
    String extension;
    String workPhone;
    String mobilePhone;
    String email;
    boolean disabled;
    boolean changePassword;
    String passwordHash;
    /** Null if there is no password, or it is not known when it was set. */
    Instant passwordSetAt;
    Instant enabledAt;
    Instant lastLoginAt;
    int credentialVersion;
    /** Raised by every change. Starts at the time of creation, so that a user created again never repeats an ETag. */
    long version;
    Instant createdAt;
    Instant modifiedAt;
    /** For sorting: last name, first name. */
    String nameKey;
    /** What users are searched by: one line for each attribute. */
    String searchText;
    /** An identity provider's id of the user. */
    String externalId;
    String displayName;
    /** JSON: what identity providers store beside. */
    String profile;
    /** Further e-mail addresses and phones in the profile, a line each: users are found by them. */
    String profileSearch;
    /** What SCIM compares exactly, in the order of {@link #changed}. */
    String compared;
    String profileCompared;

    /** Call before each write. */
    void changed(Instant now) {
        modifiedAt = now;
        nameKey = Folded.of(lastName + '\t' + firstName);
        searchText = Stream.of(loginId, firstName, lastName, email, extension, workPhone, mobilePhone, displayName,
                profileSearch).filter(Objects::nonNull).map(Folded::of).collect(Collectors.joining("\n", "\n", ""));
        compared = Stream.of(firstName, lastName, email, displayName).map(text -> text == null ? "" : Compared.of(text))
                .collect(Collectors.joining("\n"));
        profileCompared = profile == null ? null : Compared.of(profile);
    }

    /** What clients see of the row itself, by the names of contract section 3. Absent values are null. */
    Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("loginId", loginId);
        attributes.put("firstName", firstName);
        attributes.put("lastName", lastName);
        attributes.put("extension", extension);
        attributes.put("workPhone", workPhone);
        attributes.put("mobilePhone", mobilePhone);
        attributes.put("email", email);
        attributes.put("disabled", disabled);
        attributes.put("changePassword", changePassword);
        attributes.put("externalId", externalId);
        attributes.put("displayName", displayName);
        attributes.put("profile", profile);
        return attributes;
    }

    /** Ends the tokens issued before, even if the user is enabled again. */
    void disable() {
        if (!disabled) {
            disabled = true;
            credentialVersion++;
        }
    }

    /** Ends the tokens and sessions created before. */
    void setPassword(String hash) {
        passwordHash = hash;
        passwordSetAt = Instant.now();
        credentialVersion++;
    }

    /** Sets a password that the user chose: it no longer has to be changed. */
    User choosing(String hash) {
        setPassword(hash);
        changePassword = false;
        version++;
        return this;
    }

    /** An account enabled by hand does not count as inactive. */
    void enable() {
        disabled = false;
        enabledAt = Instant.now();
    }

    boolean isEnabledAfter(Instant time) {
        return enabledAt != null && enabledAt.isAfter(time);
    }

    User reEnabled() {
        enable();
        version++;
        return this;
    }

    void setExtension(String number) {
        extension = number;
    }
}

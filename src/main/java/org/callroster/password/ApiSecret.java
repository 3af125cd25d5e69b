package org.callroster.password;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import org.callroster.tenant.Ids;
import org.callroster.tenant.Tenant;

/** One of a user's API secrets: nothing of it is kept but its hash. */
@Entity
@Table(name = "api_secret")
@IdClass(ApiSecretKey.class)
class ApiSecret {

    @Id
    @Column(name = "tenant_id")
    UUID tenantId;
    @Id
    @Column(name = "user_id")
    UUID userId;
    @Id
    UUID id;
    byte[] hash;

    static ApiSecret of(Tenant tenant, UUID userId, String secret) {
        ApiSecret row = new ApiSecret();
        row.tenantId = tenant.id();
        row.userId = userId;
        row.id = Ids.next();
        row.hash = ApiSecrets.hash(secret);
        return row;
    }
}

package org.callroster.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

import org.callroster.tenant.TenantKey;

/** The answer to a call with an {@code Idempotency-Key}. Only answers of calls that changed something are kept. */
@Entity
@IdClass(TenantKey.class)
class KeptAnswer {

    static final Duration LIFE = Duration.ofDays(1);

    @Id
    UUID tenantId;
    @Id
    UUID id;
    byte[] fingerprint;
    int status;
    /** JSON: names and values. */
    String headers;
    String body;
    Instant createdAt;

    boolean isOld(Instant now) {
        return createdAt.plus(LIFE).isBefore(now);
    }
}

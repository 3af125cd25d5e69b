package org.callroster.scim.token;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.tenant.Tenant;
import org.jboss.logging.Logger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Warns before the tokens in use expire: a metric for each, and a line in the log once a day from 30 days on. */
@ApplicationScoped
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.SSLMSW") // the class behind this cache
public class ScimTokenExpiry {

    private static final Logger LOG = Logger.getLogger(ScimTokenExpiry.class);
    private static final Duration SOON = Duration.ofDays(30);
    private static final int MOST = 10_000;

    private final MeterRegistry meters;
    /** By the ids of the tokens; a day later it is time for the next line. */
    private final Cache<UUID, Gauge> seen = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofDays(1))
            .executor(Runnable::run).removalListener((UUID token, Gauge gauge, RemovalCause cause) -> remove(gauge)).build();

    ScimTokenExpiry(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Call when a token is used. */
    public void seen(Tenant tenant, UUID token, String name, Instant expiresAt) {
        seen.get(token, any -> noted(tenant, token, name, expiresAt));
    }

    private Gauge noted(Tenant tenant, UUID token, String name, Instant expiresAt) {
        Duration left = Duration.between(Instant.now(), expiresAt);
        if (left.compareTo(SOON) < 0) {
            LOG.warnf("the SCIM token %s (%s) of %s expires in %d days, at %s", name, token, tenant.name(), left.toDays(),
                    expiresAt);
        }
        return Gauge.builder("callroster.scim.token.expiry", () -> Duration.between(Instant.now(), expiresAt).toDays())
                .baseUnit("days").description("Until the SCIM token expires; of the tokens used within a day")
                .tag("token", token.toString()).register(meters);
    }

    private void remove(Gauge gauge) {
        meters.remove(gauge);
    }
}

package org.callroster.idempotency;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.AdvisoryLocks;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.error.RetryLater;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantKey;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Keeps answers for a day. They are written in the transaction of the change: a crash before its commit leaves neither, so there
 * is no unfinished state to clean up.
 */
@ApplicationScoped
public class KeptAnswers implements PanacheRepositoryBase<KeptAnswer, TenantKey> {

    private static final int BATCH = 10_000;
    private static final String OLD =
            "select a.createdAt from KeptAnswer a where a.tenantId = ?1 and a.createdAt < ?2 order by a.createdAt";
    private static final String REPLAYED = "Idempotent-Replayed";

    private final ObjectMapper mapper;

    KeptAnswers(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Makes the change and keeps its answer. Call inside a transaction. Fails with {@link Replayed} if there is an answer already,
     * with 409 if the same call is being made, with 422 if the answer is that of another request.
     */
    <T> Uni<T> unlessKept(KeyedCall call, Supplier<Uni<T>> change, Function<T, Kept> toKeep) {
        return AdvisoryLocks.tryLock("idempotency " + call.key()).invoke(KeptAnswers::requireAlone)
                .chain(() -> findById(call.key()))
                .chain(found -> found != null && !found.isOld(Instant.now()) ? Uni.createFrom().failure(replay(call, found))
                        : made(call, found == null ? new KeptAnswer() : found, change, toKeep));
    }

    private static void requireAlone(boolean alone) {
        if (!alone) {
            throw new RetryLater(ErrorCode.CONFLICT, "the same call is being made, try again");
        }
    }

    private <T> Uni<T> made(KeyedCall call, KeptAnswer row, Supplier<Uni<T>> change, Function<T, Kept> toKeep) {
        return change.get().call(done -> persistAndFlush(written(row, call, toKeep.apply(done))));
    }

    private KeptAnswer written(KeptAnswer row, KeyedCall call, Kept answer) {
        row.tenantId = call.key().tenantId();
        row.id = call.key().id();
        row.fingerprint = call.fingerprint();
        row.status = answer.status();
        row.headers = json(answer.headers());
        row.body = text(answer.body());
        row.createdAt = Instant.now();
        return row;
    }

    private String text(Object body) {
        return body instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8)
                : body instanceof String text ? text : json(body);
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("answers can be written as JSON", e);
        }
    }

    private RuntimeException replay(KeyedCall call, KeptAnswer found) {
        call.requireSame(found.fingerprint);
        return found.status == ErrorCode.CONFLICT.status() ? Failure.conflict(found.body) : new Replayed(answer(found));
    }

    private RestResponse<?> answer(KeptAnswer found) {
        ResponseBuilder<byte[]> answer = ResponseBuilder.create(RestResponse.Status.fromStatusCode(found.status),
                found.body.getBytes(StandardCharsets.UTF_8));
        headers(found).forEach(answer::header);
        return answer.header(REPLAYED, "true").build();
    }

    private Map<String, String> headers(KeptAnswer found) {
        try {
            return mapper.readValue(found.headers, new TypeReference<>() {
            });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept headers are JSON", e);
        }
    }

    /** Deletes the answers that are older than a day, some in a transaction. */
    public Uni<Void> sweep(Tenant tenant) {
        return Multi.createBy().repeating().uni(() -> sweepSome(tenant)).whilst(deleted -> deleted >= BATCH)
                .collect().last().replaceWithVoid();
    }

    /** Zero if another instance is at it. */
    @WithTransaction
    Uni<Long> sweepSome(Tenant tenant) {
        return AdvisoryLocks.tryLock("kept answers of " + tenant.id())
                .chain(alone -> alone ? deleteOldest(tenant, Instant.now().minus(KeptAnswer.LIFE))
                        : Uni.createFrom().item(0L));
    }

    private Uni<Long> deleteOldest(Tenant tenant, Instant before) {
        return getSession().chain(session -> session.createSelectionQuery(OLD, Instant.class).setParameter(1, tenant.id())
                .setParameter(2, before).setFirstResult(BATCH - 1).setMaxResults(1).getSingleResultOrNull())
                .chain(last -> delete("tenantId = ?1 and createdAt <= ?2", tenant.id(), last == null ? before : last));
    }
}

package org.callroster.body;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Set;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.connection.FilterOrder;
import org.callroster.error.BodyRefused;
import org.callroster.http.Deadline;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads the body of a call after its token and the rate limits are checked: up to 16 KiB where no token is needed, otherwise 1
 * MiB, and 4 MiB for a {@link LongBody}. The total of all bodies held at one time is bounded (contract section 1). A larger body is 413 as soon as its size is
 * known.
 */
@ApplicationScoped
public class Bodies {

    private static final String READ = Bodies.class.getName();
    private static final byte[] NOTHING = {};
    private static final int KIB = 1024;
    private static final int WITHOUT_A_TOKEN = 16 * KIB;
    private static final int LONGEST = KIB * KIB;
    private static final int FEWEST_HELD = 2 * LONGEST;
    private static final int SHARE_OF_THE_HEAP = 8;
    private static final Set<String> UNREAD =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE, HttpMethod.OPTIONS);

    private final Duration patience;
    private final BodyMemory memory;

    @Inject
    Bodies(BodyConfig config, MeterRegistry meters) {
        patience = config.patience();
        memory = new BodyMemory(config.memory().map(MemorySize::asLongValue)
                .orElse(Math.max(2L * LongBody.MOST, Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP)));
        Gauge.builder("callroster.bodies.held", memory, BodyMemory::held).baseUnit("bytes")
                .description("Bodies of requests in memory, with what an open request takes beside").register(meters);
    }

    /** Fails with {@link IllegalArgumentException} unless the settings leave room, and time to arrive, for one body. */
    public static void check(BodyConfig config) {
        if (config.memory().isPresent() && config.memory().get().asLongValue() < FEWEST_HELD) {
            throw new IllegalArgumentException("CALLROSTER_BODIES_MEMORY must be 2M or more");
        }
        if (config.patience().toMillis() < 1) {
            throw new IllegalArgumentException("CALLROSTER_BODIES_PATIENCE must be greater than zero, for example 30S");
        }
    }

    /** The body of a request that is not {@link Spooled}; empty if it has none. Held until the request ends. */
    public static byte[] of(RoutingContext routing) {
        return routing.get(READ, NOTHING);
    }

    @ServerRequestFilter(preMatching = true, priority = FilterOrder.ANNOUNCED_BODY)
    public void refuseWhatNoCallTakes(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (Spooled.PATHS.stream().noneMatch(path::startsWith)) {
            requireAnnounced(request, path.startsWith(LongBody.PATH) ? LongBody.MOST : LONGEST);
        }
    }

    /** Null if there is no body to read. */
    @ServerRequestFilter(priority = FilterOrder.BODY)
    public Uni<Void> read(ContainerRequestContext request, RoutingContext routing, SimpleResourceInfo call) {
        if (UNREAD.contains(request.getMethod())) {
            return null;
        }
        if (call.getResourceClass().isAnnotationPresent(Spooled.class)) {
            Deadline.suspend(routing);
            return null;
        }
        int limit = limit(call.getResourceClass());
        requireAnnounced(request, limit);
        return Body.read(routing, limit, patience, memory).invoke(whole -> {
            Deadline.begin(routing);
            routing.put(READ, whole);
            request.setEntityStream(new ByteArrayInputStream(whole));
        }).replaceWithVoid();
    }

    private static int limit(Class<?> resource) {
        return resource.isAnnotationPresent(PermitAll.class) ? WITHOUT_A_TOKEN
                : resource.isAnnotationPresent(LongBody.class) ? LongBody.MOST : LONGEST;
    }

    private static void requireAnnounced(ContainerRequestContext request, int limit) {
        String announced = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && Long.parseLong(announced) > limit) {
            throw BodyRefused.tooLarge(limit);
        }
    }
}

package org.callroster.limit;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.callroster.connection.FilterOrder;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/** The address that a request comes from: the connection's peer, or the client that a trusted proxy there names. */
@ApplicationScoped
public class ClientAddress {

    private final TrustedProxies proxies;

    ClientAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** Parses a written IP address; names are never looked up. */
    public static Optional<InetAddress> literal(String address) {
        return ForwardedHeaders.literal(address);
    }

    void install(@Observes Filters filters) {
        filters.register(this::note, FilterOrder.CLIENT_ADDRESS);
    }

    public static InetAddress of(RoutingContext request) {
        return request.get(ClientAddress.class.getName());
    }

    private void note(RoutingContext request) {
        request.put(ClientAddress.class.getName(), client(request));
        request.next();
    }

    private InetAddress client(RoutingContext request) {
        return proxies.client(peer(request), header(request, "Forwarded"), header(request, "X-Forwarded-For"));
    }

    /** A peer without an address is at the other end of a Unix socket, on this machine. */
    private static InetAddress peer(RoutingContext request) {
        SocketAddress peer = request.request().connection().remoteAddress();
        return Optional.ofNullable(peer).map(SocketAddress::hostAddress).flatMap(ForwardedHeaders::literal)
                .orElseGet(InetAddress::getLoopbackAddress);
    }

    /** Joins the lines of one name, which are one list (RFC 9110 §5.3). Null if there are none. */
    private static String header(RoutingContext request, String name) {
        List<String> lines = request.request().headers().getAll(name);
        return lines.isEmpty() ? null : String.join(",", lines);
    }
}

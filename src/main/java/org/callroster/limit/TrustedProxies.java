package org.callroster.limit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;

/**
 * The proxies that are believed about the client behind them. Read at the first request; the start has already checked the
 * setting.
 */
@ApplicationScoped
class TrustedProxies {

    private final List<IpSubnetFilterRule> networks;

    /** Fails with {@link IllegalArgumentException} unless all are addresses or networks (CIDR, RFC 4632). */
    TrustedProxies(LimitConfig config) {
        this.networks = config.trustedProxies().orElse(List.of()).stream().map(String::strip).map(TrustedProxies::network)
                .toList();
    }

    /**
     * The client behind the peer. A proxy writes one of the two headers and passes on the other as the client sent it: if they
     * lead to different addresses, neither is believed.
     *
     * @param forwarded the header (RFC 7239), or null
     * @param xForwardedFor the header, or null
     */
    InetAddress client(InetAddress peer, String forwarded, String xForwardedFor) {
        if (!contain(peer)) {
            return peer;
        }
        List<InetAddress> claims = Stream.of(
                Optional.ofNullable(forwarded).map(ForwardedHeaders::forwarded),
                Optional.ofNullable(xForwardedFor).map(ForwardedHeaders::xForwardedFor))
                .flatMap(Optional::stream).map(hops -> client(peer, hops)).distinct().toList();
        return claims.size() == 1 ? claims.get(0) : peer;
    }

    /**
     * Goes from the nearest hop outwards. Each trusted hop is believed about the one before it. What the client itself wrote is
     * at the far end, and is never reached.
     *
     * @param hops from the farthest to the nearest, without the peer
     */
    private InetAddress client(InetAddress peer, List<String> hops) {
        InetAddress known = peer;
        for (int nearest = hops.size() - 1; nearest >= 0 && contain(known); nearest--) {
            Optional<InetAddress> before = ForwardedHeaders.address(hops.get(nearest));
            if (before.isEmpty()) {
                return known;
            }
            known = before.get();
        }
        return known;
    }

    private boolean contain(InetAddress address) {
        InetSocketAddress any = new InetSocketAddress(address, 0);
        return networks.stream().anyMatch(network -> network.matches(any));
    }

    private static IpSubnetFilterRule network(String entry) {
        String[] parts = entry.split("/", 2);
        try {
            InetAddress address = ForwardedHeaders.literal(parts[0]).orElseThrow(() -> bad(entry));
            int bits = parts.length == 2 ? Integer.parseUnsignedInt(parts[1]) : address.getAddress().length * Byte.SIZE;
            return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException e) {
            throw bad(entry);
        }
    }

    private static IllegalArgumentException bad(String entry) {
        return new IllegalArgumentException("CALLROSTER_TRUSTED_PROXIES must be addresses or networks, separated by commas,"
                + " like 10.0.0.0/8,2001:db8::1; this is neither: " + entry);
    }
}

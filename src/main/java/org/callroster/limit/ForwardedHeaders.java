package org.callroster.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.util.NetUtil;

/** Parses the hops of a request as the proxies recorded them, the farthest first. */
final class ForwardedHeaders {

    /** Of a header, in characters; enough for some hundred hops. */
    private static final int MAX_LENGTH = 16_384;
    /** Of one hop, in characters: an IPv6 address in brackets, and a port that may be a name. */
    private static final int MAX_HOP_LENGTH = 128;

    /** A pair of {@code Forwarded} and its terminator; lenient: colons and brackets need no quotes. */
    private static final Pattern PAIR =
            Pattern.compile("\\G\\s*+([\\w!#$%&'*+.^`|~-]++)=(?:\"([^\"\\\\]*+)\"|([^\",;\\s]*+))\\s*+([,;]|$)");
    /** An address, in brackets or not. A port may follow if it can be told apart from the address (RFC 7239 §6). */
    private static final Pattern NODE = Pattern.compile("(?:\\[([^]]*)]|([0-9.]+))(?::[\\w.-]+)?|([0-9a-fA-F:.]+)");

    private ForwardedHeaders() {
    }

    /**
     * The {@code for} of each element (RFC 7239 §4), empty if it has none. No elements if the header is malformed or too long.
     */
    static List<String> forwarded(String header) {
        return header.length() > MAX_LENGTH ? List.of() : elements(header);
    }

    private static List<String> elements(String header) {
        List<String> hops = new ArrayList<>();
        Matcher pair = PAIR.matcher(header);
        String hop = "";
        int end = 0;
        while (end < header.length() && pair.find()) {
            if (pair.group(1).equalsIgnoreCase("for")) {
                hop = hop.isEmpty() ? value(pair) : "repeated";
            }
            end = pair.end();
            if (!pair.group(4).equals(";") || end == header.length()) {
                hops.add(hop);
                hop = "";
            }
        }
        return end == header.length() ? hops : List.of();
    }

    /** Keeps only the end of a header that is too long: it is read from there, and what callers forged is at the beginning. */
    static List<String> xForwardedFor(String header) {
        return List.of(header.substring(Math.max(0, header.length() - MAX_LENGTH)).split(",", -1));
    }

    /** Empty if there is no address: {@code unknown}, {@code _hidden}, or anything else that is not one. */
    static Optional<InetAddress> address(String node) {
        return node.length() > MAX_HOP_LENGTH ? Optional.empty() : shortAddress(node);
    }

    private static Optional<InetAddress> shortAddress(String node) {
        Matcher parts = NODE.matcher(node.strip());
        return parts.matches() ? literal(first(parts.group(1), parts.group(2), parts.group(3))) : Optional.empty();
    }

    /** An IPv4 address mapped into an IPv6 one becomes the IPv4 address. Names are never looked up. */
    static Optional<InetAddress> literal(String address) {
        byte[] bytes = address.length() > MAX_HOP_LENGTH ? null : NetUtil.createByteArrayFromIpAddressString(address);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String value(Matcher pair) {
        return first(pair.group(2), pair.group(3));
    }

    private static String first(String... values) {
        for (String value : values) {
            if (value != null) {
                return value;
            }
        }
        return "";
    }
}

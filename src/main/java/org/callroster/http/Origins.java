package org.callroster.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The origins whose pages may call the service, as {@code quarkus.http.cors.origins} lists them: addresses, regular expressions
 * between slashes, or {@code *} for all. The service's own origin is always allowed.
 */
record Origins(List<String> listed, Optional<String> own) {

    private static final int MAX_LENGTH = 300;

    static Origins of(List<String> listed, Optional<String> issuer) {
        return new Origins(listed.stream().map(String::strip).toList(), issuer.map(Origins::ofAddress));
    }

    /** {@code https://roster.example.com/path} → {@code https://roster.example.com}, as browsers write it (RFC 6454 §6.2). */
    private static String ofAddress(String address) {
        URI uri = URI.create(address);
        boolean hasDefaultPort = uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
        String port = uri.getPort() < 0 || hasDefaultPort ? "" : ":" + uri.getPort();
        return (uri.getScheme() + "://" + uri.getHost() + port).toLowerCase(Locale.ROOT);
    }

    boolean allow(String origin) {
        return origin.length() <= MAX_LENGTH
                && (own.filter(origin::equals).isPresent() || listed.stream().anyMatch(entry -> matches(entry, origin)));
    }

    private static boolean matches(String entry, String origin) {
        boolean isExpression = entry.length() > 2 && entry.startsWith("/") && entry.endsWith("/");
        return entry.equals("*") || entry.equals(origin)
                || isExpression && Pattern.matches(entry.substring(1, entry.length() - 1), origin);
    }
}

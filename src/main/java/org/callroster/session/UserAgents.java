package org.callroster.session;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.http.EventLoops;
import org.callroster.values.Checks;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

import ua_parser.Client;
import ua_parser.Parser;

/**
 * Reads browser and operating system from {@code User-Agent}. It tries more than a thousand patterns, so it runs off the event
 * loop, only for authenticated users, and only on the beginning: the worst text found takes 17 ms of a core.
 */
@ApplicationScoped
class UserAgents {

    /** A client program as it describes itself. Unknown values are null. */
    record Agent(String text, String browser, String os) {

        static final Agent UNKNOWN = new Agent(null, null, null);
    }

    /** In characters: how much is kept, and how much of it is parsed. */
    private static final int MAX_LENGTH = 1024;
    private static final int MAX_READ = 512;
    private static final String UNKNOWN = "Other";

    /** Loaded at first use, on a worker thread because it takes a while. */
    private static final class Patterns {

        static final Parser PARSER = new Parser();
    }

    /** Emits on the caller's context. */
    Uni<Agent> read(String header) {
        if (header == null || header.isBlank()) {
            return Uni.createFrom().item(Agent.UNKNOWN);
        }
        String text = bounded(header);
        return Uni.createFrom().item(() -> parsed(text))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(EventLoops.current());
    }

    Agent parsed(String text) {
        Client client = Patterns.PARSER.parse(cut(text, MAX_READ));
        return new Agent(text,
                named(client.userAgent.family, client.userAgent.major, client.userAgent.minor, client.userAgent.patch),
                named(client.os.family, client.os.major, client.os.minor, client.os.patch));
    }

    private static String named(String family, String... version) {
        String number = Stream.of(version).takeWhile(Objects::nonNull).collect(Collectors.joining("."));
        return family == null || family.equals(UNKNOWN) ? null : cut(family + " " + number, Checks.TEXT_LENGTH).strip();
    }

    private static String cut(String text, int max) {
        return Checks.isLonger(text, max) ? text.substring(0, text.offsetByCodePoints(0, max)) : text;
    }

    private static String bounded(String header) {
        return header.codePoints().limit(MAX_LENGTH).filter(c -> !Character.isISOControl(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}

package org.callroster.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

import org.callroster.access.AccessView;

import io.quarkus.qute.TemplateExtension;

/** Values in words. Times come in as the API writes them: ISO 8601, UTC. */
@TemplateExtension(namespace = "words")
public final class Words {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    /** Beside the pages of users, below the same path. */
    private static final Set<String> PAGES = Set.of("new", "change", "export");
    private static final String ENDS = ".!?…";

    private Words() {
    }

    /** {@code 4 minutes ago}, {@code in 4 minutes}; a date after a month. */
    public static String ago(String time) {
        return ago(Instant.parse(time), Instant.now());
    }

    static String ago(Instant time, Instant now) {
        Duration age = Duration.between(time, now).abs();
        if (age.toSeconds() < 45) {
            return "just now";
        }
        if (age.toDays() > 30) {
            return DAY.format(time.atOffset(ZoneOffset.UTC));
        }
        String words = inWords(age);
        return time.isAfter(now) ? "in " + words : words + " ago";
    }

    private static String inWords(Duration age) {
        long minutes = age.plusSeconds(30).toMinutes();
        long hours = age.plusMinutes(30).toHours();
        return minutes < 60 ? counted(minutes, "minute")
                : hours < 24 ? counted(hours, "hour") : counted(age.plusHours(12).toDays(), "day");
    }

    /** The time of day; scripts replace it by that of the browser's zone. */
    public static String clock(String time) {
        return CLOCK.format(Instant.parse(time).atOffset(ZoneOffset.UTC));
    }

    /** The day and the time of day; scripts replace it by that of the browser's zone. */
    public static String moment(String time) {
        return MOMENT.format(Instant.parse(time).atOffset(ZoneOffset.UTC));
    }

    /** The end of a time that begins earlier, without the day if it is the same. */
    public static String until(String from, String time) {
        return day(from).equals(day(time)) ? clock(time) : moment(time);
    }

    private static String day(String time) {
        return DAY.format(Instant.parse(time).atOffset(ZoneOffset.UTC));
    }

    /** {@code 1 user}, {@code 1,320 users}. */
    public static String counted(Number count, String noun) {
        return number(count) + " " + noun + (count.longValue() == 1 ? "" : "s");
    }

    /** {@code 1,320}. */
    public static String number(Number count) {
        return String.format(Locale.ENGLISH, "%,d", count.longValue());
    }

    /** As a part of a path. */
    public static String path(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * The page of a user. Logins that are also names of pages below the same path are written in capitals, which mean the same
     * login and no page.
     */
    public static String user(String loginId) {
        return "/console/users/" + path(PAGES.contains(loginId) ? loginId.toUpperCase(Locale.ENGLISH) : loginId);
    }

    /** Why the user can't log in, as the API names it; empty if nothing keeps them out. */
    public static String why(AccessView access) {
        return access.why() == null ? "" : access.why().wire();
    }

    /** A message of the API as a sentence. */
    public static String sentence(String message) {
        String text = message.substring(0, message.offsetByCodePoints(0, 1)).toUpperCase(Locale.ENGLISH)
                + message.substring(message.offsetByCodePoints(0, 1));
        return ENDS.indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }
}

package org.callroster.console;

import java.util.Optional;
import java.util.regex.Pattern;

import org.callroster.http.ConsolePath;
import org.callroster.values.Checks;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** The page to go to after a login: a path of the console, whatever a link says. */
public final class Next {

    private static final Pattern ORIGIN = Pattern.compile("https?://[^/]*");
    private static final int LONGEST = 2000;
    private static final String SUFFIX = ".csv";
    private static final Pattern FILE = Pattern.compile("[^?]*\\.csv(\\?.*)?");
    private static final Pattern SAFE =
            Pattern.compile("/console(/[A-Za-z0-9_~!$&'()*+,;=:@%.-]+)*/?(\\?[\\x21-\\x7e&&[^\\\\#]]*)?");

    private Next() {
    }

    /** The page that the user sees: the one asked for, or the one with the form that was sent. */
    public static String here(HttpServerRequest http) {
        String seen = Optional.ofNullable(http.getHeader("HX-Current-URL")).orElse(http.getHeader(HttpHeaders.REFERER));
        return of(http.method() == HttpMethod.GET && !Partial.is(http) || seen == null ? http.uri()
                : ORIGIN.matcher(seen).replaceFirst(""));
    }

    /** Whether it is a file to be saved, so that the browser stays where it is. */
    public static boolean isFile(String path) {
        return FILE.matcher(path).matches();
    }

    /** The page from which a file is downloaded: its path without the suffix. */
    public static String pageOf(String file) {
        int end = file.indexOf(SUFFIX);
        return file.substring(0, end) + file.substring(end + SUFFIX.length());
    }

    public static String of(String wanted) {
        return Optional.ofNullable(wanted).filter(path -> !Checks.isLonger(path, LONGEST))
                .filter(path -> SAFE.matcher(path).matches()).orElse(ConsolePath.ROOT);
    }
}

package org.callroster.installation;

import java.util.regex.Pattern;

import jakarta.annotation.Priority;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;

/**
 * Removes what files and editors add around secrets, keys and passwords: above all a trailing line end, which
 * {@code kubectl create secret --from-file} keeps. It would make a login fail, and no one would see it.
 */
@Priority(Priorities.APPLICATION)
public class TrimmedSecrets implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1;

    /** Settings that may come from a Kubernetes secret, including the URLs and the user name of the database. */
    private static final Pattern NAMES = Pattern.compile(
            ".*[.-](password|secret|master-key|master-key-previous|headers)|quarkus\\.datasource\\.(username|.*url)");

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        return value == null || value.getValue() == null || !NAMES.matcher(name).matches() ? value
                : value.withValue(trimmed(value.getValue()));
    }

    /** Removes leading and trailing white space and invisible characters. Null stays null. */
    public static String trimmed(String secret) {
        if (secret == null) {
            return null;
        }
        int[] points = secret.codePoints().toArray();
        int from = 0;
        int to = points.length;
        while (from < to && isInvisible(points[from])) {
            from++;
        }
        while (to > from && isInvisible(points[to - 1])) {
            to--;
        }
        return new String(points, from, to - from);
    }

    private static boolean isInvisible(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || Character.isISOControl(point)
                || Character.getType(point) == Character.FORMAT;
    }
}

package org.callroster.installation;

import java.util.regex.Pattern;

import jakarta.annotation.Priority;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;

/**
 * Takes away what files and editors put around secrets, keys and passwords: a line end above all, which
 * {@code kubectl create secret --from-file} keeps. Nobody could log in with it, and nobody would see it.
 */
@Priority(Priorities.APPLICATION)
public class TrimmedSecrets implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1;

    /** What is made from a Kubernetes secret: also where the database is, and as whom it is asked. */
    private static final Pattern NAMES = Pattern.compile(
            ".*[.-](password|secret|master-key|master-key-previous|headers)|quarkus\\.datasource\\.(username|.*url)");

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        return value == null || value.getValue() == null || !NAMES.matcher(name).matches() ? value
                : value.withValue(trimmed(value.getValue()));
    }

    /** Without white space and invisible characters before and after it; null stays null. */
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

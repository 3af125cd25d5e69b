package org.callroster.fleet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A skill that users are to have: {@code English}, or {@code English:60} for level 60 or more. A name that ends like this itself
 * needs a level: {@code Gate:60:0}.
 */
record WantedSkill(String name, int level) {

    private static final Pattern WITH_LEVEL = Pattern.compile("(.+):(\\d{1,2}|100)", Pattern.DOTALL);

    static WantedSkill of(String text) {
        Matcher parts = WITH_LEVEL.matcher(text);
        return parts.matches() ? new WantedSkill(parts.group(1), Integer.parseInt(parts.group(2))) : new WantedSkill(text, 0);
    }
}

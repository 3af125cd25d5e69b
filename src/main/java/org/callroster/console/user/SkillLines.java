package org.callroster.console.user;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.callroster.error.Failure;

/** Skills with their levels as a text that people type: a line each, {@code English: 80}. Names may hold
 * spaces, digits and colons. */
final class SkillLines {

    private static final String FIELD = "skills";
    private static final int MOST_DIGITS = 3;

    private SkillLines() {
    }

    static String of(Map<String, Integer> levels) {
        return levels.entrySet().stream().map(skill -> skill.getKey() + ": " + skill.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** Throws 400. */
    static Map<String, Integer> read(String text) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> read(line, levels));
        return levels;
    }

    /** The colon before the level may be left out. */
    private static void read(String line, Map<String, Integer> levels) {
        int level = afterName(line);
        String digits = line.substring(level);
        if (level == 0 || digits.isEmpty() || digits.length() > MOST_DIGITS) {
            throw Failure.badField(FIELD, "need a level from 0 to 100 at the end of each line, as in English: 80");
        }
        String name = line.substring(0, level).strip();
        String skill = name.endsWith(":") ? name.substring(0, name.length() - 1).strip() : name;
        if (levels.put(skill, Integer.valueOf(digits)) != null) {
            throw Failure.badField(FIELD, "name " + skill + " twice");
        }
    }

    /** Where the digits at the end begin; 0 if no space or colon is before them. */
    private static int afterName(String line) {
        int at = line.length();
        while (at > 0 && line.charAt(at - 1) >= '0' && line.charAt(at - 1) <= '9') {
            at--;
        }
        return at > 0 && (line.charAt(at - 1) == ' ' || line.charAt(at - 1) == ':' || line.charAt(at - 1) == '\t') ? at : 0;
    }
}

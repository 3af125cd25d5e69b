package org.callroster.console.imports;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.callroster.attribute.UserPatch;
import org.callroster.console.Fields;
import org.callroster.error.Failure;

/** What the form says is to be changed. Empty fields change nothing. */
final class ChangeForm {

    private static final int MOST_DIGITS = 9;
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private ChangeForm() {
    }

    /** Throws 400 for a level that is not a number. */
    static UserPatch of(Fields fields) {
        return new UserPatch(fields.orNull("team"), some(fields, "addRole"), some(fields, "removeRole"), skills(fields),
                some(fields, "removeSkill"), disabled(fields.text("state")), null, ticked(fields, "unlock"),
                ticked(fields, "endSessions"));
    }

    private static List<String> some(Fields fields, String name) {
        return fields.list(name).isEmpty() ? null : fields.list(name);
    }

    private static Map<String, Integer> skills(Fields fields) {
        return fields.optional("addSkill").map(skill -> Map.of(skill, number(fields, "level"))).orElse(null);
    }

    /** Throws 400 unless it is one. */
    static int number(Fields fields, String name) {
        String text = fields.text(name);
        if (text.length() > MOST_DIGITS || !DIGITS.matcher(text).matches()) {
            throw Failure.badField(name, "must be a number");
        }
        return Integer.parseInt(text);
    }

    private static Boolean disabled(String state) {
        return state.isEmpty() ? null : state.equals("disabled");
    }

    private static Boolean ticked(Fields fields, String name) {
        return fields.isSet(name) ? true : null;
    }
}

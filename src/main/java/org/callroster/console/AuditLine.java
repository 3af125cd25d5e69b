package org.callroster.console;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditList;
import org.callroster.values.Uuids;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * An event of the audit in words, or a bulk of many.
 *
 * @param did a verb; the name of what was changed follows, if there is one. Of a bulk, all that it did
 * @param subject the name of what was changed; null if that is who did it, or if there are many
 * @param more how many attributes changed that are not among the changes
 */
public record AuditLine(AuditList.Event event, String did, String subject, List<Change> changes, int more) {

    private static final int MOST_CHANGES = 30;
    /** Of a value, in characters. */
    private static final int LONGEST = 120;
    private static final List<String> SECRET_NAMES = List.of("password", "secret", "token");
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * One attribute, with its values in words. A value that was or is not there is empty.
     */
    public record Change(String field, String before, String after) {

        /** Whether there was no value before. */
        public boolean isNew() {
            return before.isEmpty();
        }
    }

    public static AuditLine of(AuditList.Event event) {
        return isRun(event) ? new AuditLine(event, AuditWords.did(event.kinds()), null, List.of(), 0) : ofOne(event);
    }

    private static AuditLine ofOne(AuditList.Event event) {
        AuditKind kind = AuditWords.labelled(event.kind()).orElse(null);
        boolean alone = kind != null && AuditWords.isAboutSelf(kind) && event.subject().equals(event.actor());
        JsonNode before = attributes(event.before());
        JsonNode after = attributes(event.after());
        Set<String> fields = fields(before, after);
        return new AuditLine(event, kind == null ? event.kind() : AuditWords.did(kind), alone ? null : event.subject(),
                fields.stream().limit(MOST_CHANGES).map(field -> change(field, before.path(field), after.path(field))).toList(),
                Math.max(0, fields.size() - MOST_CHANGES));
    }

    /** Whether the event is the last of several of a bulk, and stands for all of it. */
    public boolean isRun() {
        return isRun(event);
    }

    private static boolean isRun(AuditList.Event event) {
        return event.since() != null && event.count() > 1;
    }

    /** What kind of bulk it was: only imports create users. */
    public String run() {
        return event.kinds().containsKey(AuditKind.USER_CREATED.label()) ? "by import" : "by a bulk";
    }

    /** What it stands for, if that is more than one; else empty. */
    public String counted() {
        boolean many = event.count() != null && event.count() > 1 && !isRun();
        return many ? Words.counted(event.count(), event.kind().equals(AuditKind.USERS_MOVED.label()) ? "user" : "time") : "";
    }

    private static JsonNode attributes(String json) {
        try {
            return json == null ? JsonNodeFactory.instance.objectNode() : JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the audit holds JSON", e);
        }
    }

    private static Set<String> fields(JsonNode before, JsonNode after) {
        Set<String> fields = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(fields::add);
        after.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static Change change(String field, JsonNode before, JsonNode after) {
        return new Change(cut(label(field)), shown(field, before), shown(field, after));
    }

    /** {@code maxLoginAttempts} as "max login attempts". */
    private static String label(String field) {
        StringBuilder label = new StringBuilder();
        field.chars().limit(LONGEST).forEach(c -> (Character.isUpperCase(c) ? label.append(' ') : label).append((char) c));
        return label.toString().toLowerCase(Locale.ROOT).strip();
    }

    /** The audit holds no secrets; nothing of that name is shown all the same, but for ids. */
    private static String shown(String field, JsonNode value) {
        String name = field.toLowerCase(Locale.ROOT);
        boolean hidden = value.isTextual() && SECRET_NAMES.stream().anyMatch(name::contains)
                && Uuids.of(value.textValue()).isEmpty();
        return hidden ? "set" : text(value);
    }

    private static String text(JsonNode value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return cut(text.toString());
    }

    /** Stops soon after the text is long enough. */
    private static void append(StringBuilder text, JsonNode value) {
        if (value.isObject()) {
            appendObject(text, value);
        } else if (value.isArray()) {
            appendAll(text, value.elements());
        } else if (value.isBoolean()) {
            text.append(value.booleanValue() ? "yes" : "no");
        } else if (!value.isNull() && !value.isMissingNode()) {
            text.append(value.asText());
        }
    }

    private static void appendAll(StringBuilder text, Iterator<JsonNode> values) {
        String separator = "";
        while (values.hasNext() && text.length() <= 2 * LONGEST) {
            append(text.append(separator), values.next());
            separator = ", ";
        }
    }

    private static void appendObject(StringBuilder text, JsonNode value) {
        List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(value.properties());
        for (int i = 0; i < entries.size() && text.length() <= 2 * LONGEST; i++) {
            append(text.append(i == 0 ? "" : ", ").append(entries.get(i).getKey()).append(' '), entries.get(i).getValue());
        }
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}

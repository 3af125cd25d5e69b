package org.callroster.console.policy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.console.Words;
import org.callroster.error.Violation;
import org.callroster.policy.PolicyLimit;
import org.callroster.policy.PolicySettings;

/**
 * The page of a policy.
 *
 * @param hasFloor whether this installation limits any setting
 * @param news what has just happened to the policy; null for nothing
 */
public record PolicyView(List<Group> groups, String etag, boolean hasFloor, News news) {

    /** @param isGood whether the form was saved */
    public record News(String title, String text, boolean isGood) {
    }

    public record Group(String title, List<Field> fields) {
    }

    /**
     * A setting.
     *
     * @param value as it was typed, or as it is
     * @param now how it was changed meanwhile; null if it was not
     * @param floor what this installation allows; null for all
     * @param error what is wrong with what was typed; null for nothing
     */
    public record Field(String name, String label, String hint, String unit, PolicyLimit limit, String value, String now,
            String floor, String error) {

        public boolean isFlag() {
            return unit.isEmpty();
        }

        public boolean isSet() {
            return !value.isEmpty();
        }

        /** The ids of what explains it. */
        public String described() {
            return "h-" + name + (floor == null ? "" : " l-" + name) + (now == null ? "" : " n-" + name)
                    + (error == null ? "" : " e-" + name);
        }
    }

    /** What is wrong with the fields. */
    public List<Field> wrong() {
        return groups.stream().flatMap(group -> group.fields.stream()).filter(field -> field.error != null).toList();
    }

    /**
     * @param form what to show in the fields
     * @param now the policy in force
     */
    static PolicyView of(PolicyForm form, PolicySettings now, List<PolicyLimit> limits, List<Violation> wrong, News news) {
        Map<String, PolicyLimit> byField = limits.stream().collect(Collectors.toMap(PolicyLimit::field, Function.identity()));
        PolicyForm current = PolicyForm.of(now, form.etag());
        Function<Setting, Field> field = setting -> field(setting, byField.get(setting.field()), form.value(setting),
                current.value(setting), message(wrong, setting));
        List<Group> groups = Stream.of(Setting.Group.values())
                .map(group -> new Group(group.title(), group.settings().stream().map(field).toList())).toList();
        return new PolicyView(groups, form.etag(), limits.stream().anyMatch(limit -> limit.floor() != null), news);
    }

    private static Field field(Setting setting, PolicyLimit limit, String typed, String now, String error) {
        String current = typed.equals(now) ? null : setting.isFlag() ? now.isEmpty() ? "off" : "on" : now;
        String floor = setting.isFlag() && limit.floor() != null ? "only on" : limit.floor();
        return new Field(setting.field(), setting.label(), setting.hint(), setting.unit(), limit, typed, current, floor, error);
    }

    private static String message(List<Violation> wrong, Setting setting) {
        return wrong.stream().filter(violation -> violation.field().equals(setting.field())).findFirst()
                .map(violation -> Words.sentence(violation.message())).orElse(null);
    }
}

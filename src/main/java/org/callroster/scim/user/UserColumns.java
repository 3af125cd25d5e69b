package org.callroster.scim.user;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.callroster.scim.filter.Operator;
import org.callroster.scim.filter.SqlColumns;
import org.callroster.scim.schema.AttributePath;
import org.callroster.scim.schema.UserSchemas;

/** Where the attributes of users stand in the database: of users {@code u} of the tenant {@code $1}. */
final class UserColumns implements SqlColumns {

    static final UserColumns OF_USERS = new UserColumns();

    private static final String TEAM_OF_NAME = "u.team_id = (select t.id from team t where t.tenant_id = $1 and t.name = ?)";
    private static final String HOLDERS = "u.id in (select h.user_id from user_%1$s h join %1$s r on r.tenant_id = $1"
            + " and r.id = h.%1$s_id where h.tenant_id = $1 and r.name = ?)";
    private static final String PROFILE = "cast(u.profile_compared as json)";
    private static final String TEAM = "(select t.name from team t where t.tenant_id = $1 and t.id = u.team_id)";

    /** Single values, by path; within the profile, there are more. */
    private static final Map<String, Column> SINGLE = Map.ofEntries(
            Map.entry("id", Column.of("u.id", Form.UUID, Operator.EQ)),
            Map.entry("externalId", Column.of("u.external_id", Form.EXACT, Operator.EQ)),
            Map.entry("userName", Column.searched("u.login_key", Operator.EQ, Operator.SW)),
            Map.entry("name.givenName", line(1)),
            Map.entry("name.familyName", line(2)),
            Map.entry("displayName", line(4)),
            Map.entry("active", Column.of("not u.disabled", Form.FLAG)),
            Map.entry("meta.resourceType", Column.of("text 'User'", Form.EXACT)),
            Map.entry("meta.created", Column.of("u.created_at", Form.TIME)),
            Map.entry("meta.lastModified", Column.of("u.modified_at", Form.TIME, Operator.EQ, Operator.GT, Operator.GE,
                    Operator.LT, Operator.LE)));

    private static final Map<String, Column> OURS = Map.of(
            "team", Column.of(TEAM, Form.EXACT),
            "extension", Column.searched("u.extension", Operator.EQ),
            "changePassword", Column.of("u.change_password", Form.FLAG));

    private static final List<String> OTHER_NAMES = List.of("formatted", "middleName", "honorificPrefix", "honorificSuffix");
    private static final String MAIN_EMAIL = main("nullif(split_part(u.compared, e'\\n', 3), '')", "email", "'work'", "true");

    private static final Column PRIMARY = Column.of("cast(e.element ->> 'primary' as boolean)", Form.FLAG);
    private static final Map<String, Column> SUBS =
            Map.of("value", sub("value"), "display", sub("display"), "type", sub("type"), "primary", PRIMARY);

    /** Of what SCIM compares exactly. */
    private static final Map<String, Values> MULTIPLE = Map.of(
            "emails", many("emails", MAIN_EMAIL),
            "phoneNumbers", many("phonenumbers", main("lower(u.work_phone)", "workphone", "'work'", "null"),
                    main("lower(u.mobile_phone)", "mobilephone", "'mobile'", "null"),
                    main("lower(u.extension)", "extension", "'extension'", "null")),
            "groups", new Values("(select u.team_id as value, " + TEAM + " as display, text 'direct' as type)",
                    Map.of("value", Column.of("e.value", Form.UUID), "display", Column.of("e.display", Form.EXACT),
                            "type", Column.of("e.type", Form.LOWER)),
                    Map.of("value", "u.team_id = ?", "display", TEAM_OF_NAME)),
            "roles", new Values("(select r.name as value from user_role h join role r on r.tenant_id = $1 and r.id = h.role_id"
                    + " where h.tenant_id = $1 and h.user_id = u.id)",
                    Map.of("value", Column.of("e.value", Form.EXACT), "display", Column.of("e.value", Form.EXACT)),
                    Map.of("value", HOLDERS.formatted("role"), "display", HOLDERS.formatted("role"))),
            "skills", new Values("(select s.name as value, cast(h.level as int) as level from user_skill h"
                    + " join skill s on s.tenant_id = $1 and s.id = h.skill_id where h.tenant_id = $1 and h.user_id = u.id)",
                    Map.of("value", Column.of("e.value", Form.EXACT), "level", Column.of("e.level", Form.NUMBER)),
                    Map.of("value", HOLDERS.formatted("skill"))));

    private UserColumns() {
    }

    @Override
    public Optional<String> candidates(AttributePath path) {
        boolean isTeam = UserSchemas.CALLROSTER.urn().equals(path.urn()) && path.local().equals("team");
        return isTeam ? Optional.of(TEAM_OF_NAME) : Optional.empty();
    }

    @Override
    public Optional<Column> single(AttributePath path) {
        if (UserSchemas.CALLROSTER.urn().equals(path.urn())) {
            return Optional.ofNullable(OURS.get(path.local()));
        }
        if (path.urn() != null) {
            return Optional.of(inProfile("enterprise", path));
        }
        boolean isKept = UserJson.TEXTS.contains(path.local())
                || path.sub() != null && path.attribute().name().equals("name") && OTHER_NAMES.contains(path.sub().name());
        return isKept ? Optional.of(inProfile(null, path)) : Optional.ofNullable(SINGLE.get(path.local()));
    }

    private static Column inProfile(String outer, AttributePath path) {
        String local = path.local().replace('.', ',').toLowerCase(Locale.ROOT);
        return lower(PROFILE + " #>> '{" + (outer == null ? local : outer + "," + local) + "}'");
    }

    @Override
    public Optional<Values> values(AttributePath path) {
        String name = path.attribute().name();
        return Optional.ofNullable(MULTIPLE.get(name)).or(() -> path.urn() != null ? Optional.empty()
                : Optional.of(new Values(kept(name.toLowerCase(Locale.ROOT)), subs(name), Map.of())));
    }

    private static Map<String, Column> subs(String name) {
        return name.equals("addresses")
                ? Map.of("formatted", sub("formatted"), "streetAddress", sub("streetaddress"), "locality", sub("locality"),
                        "region", sub("region"), "postalCode", sub("postalcode"), "country", sub("country"), "type",
                        sub("type"),
                        "primary", PRIMARY)
                : SUBS;
    }

    private static Column line(int number) {
        return Column.searched("nullif(split_part(u.compared, e'\\n', " + number + "), '')");
    }

    private static Column lower(String sql) {
        return Column.of(sql, Form.LOWER);
    }

    private static Column sub(String name) {
        return lower("e.element ->> '" + name + "'");
    }

    private static String kept(String name) {
        return "(select element from json_array_elements(" + PROFILE + " -> '" + name + "') as kept (element))";
    }

    private static Values many(String name, String... mains) {
        return new Values("(" + String.join(" union all ", mains) + " union all select element ->> 'value', element ->> 'type',"
                + " element ->> 'display', cast(element ->> 'primary' as boolean)"
                + " from json_array_elements(" + PROFILE + " -> '" + name + "') as kept (element))",
                Map.of("value", Column.searched("e.value"), "type", lower("e.type"), "display", lower("e.display"),
                        "primary", Column.of("e.is_primary", Form.FLAG)),
                Map.of());
    }

    /** A value that has a column of its own; the rest of it is in the profile. */
    private static String main(String value, String name, String type, String primary) {
        String details = PROFILE + " #>> '{details," + name + ",";
        return "select " + value + " as value, coalesce(" + details + "type}', " + type + ") as type, " + details
                + "display}' as display, cast(coalesce(" + details + "primary}', " + primary
                + "::text) as boolean) as is_primary"
                + " where " + value + " is not null";
    }
}

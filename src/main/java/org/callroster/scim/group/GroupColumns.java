package org.callroster.scim.group;

import java.util.Map;
import java.util.Optional;

import org.callroster.scim.filter.Operator;
import org.callroster.scim.filter.SqlColumns;
import org.callroster.scim.schema.AttributePath;
import org.callroster.scim.schema.GroupSchema;

/** Where the attributes of groups stand in the database: of teams {@code g} of the tenant {@code $1}. A tenant has few teams. */
final class GroupColumns implements SqlColumns {

    static final GroupColumns OF_GROUPS = new GroupColumns();

    private static final Map<String, Column> SINGLE = Map.of(
            "id", Column.of("g.id", Form.UUID, Operator.EQ),
            "externalId", Column.of("g.external_id", Form.EXACT, Operator.EQ),
            "displayName", Column.of("g.name", Form.EXACT, Operator.EQ),
            "meta.resourceType", Column.of("text 'Group'", Form.EXACT),
            "meta.created", Column.of("date_trunc('milliseconds', g.created_at)", Form.TIME),
            "meta.lastModified", Column.of("date_trunc('milliseconds', g.modified_at)", Form.TIME));

    /** Reads the user of a member by key. */
    private static final Values MEMBERS = new Values(
            "(select u.id as value, u.login_key as display, text 'User' as type from app_user u"
                    + " where u.tenant_id = $1 and u.team_id = g.id)",
            Map.of("value", Column.of("e.value", Form.UUID), "display", Column.of("e.display", Form.LOWER),
                    "type", Column.of("e.type", Form.EXACT)),
            Map.of("value", "g.id = (select u.team_id from app_user u where u.tenant_id = $1 and u.id = ?)"));

    private GroupColumns() {
    }

    @Override
    public Optional<Column> single(AttributePath path) {
        return Optional.ofNullable(SINGLE.get(path.local()));
    }

    @Override
    public Optional<Values> values(AttributePath path) {
        return path.attribute().name().equals(GroupSchema.MEMBERS) ? Optional.of(MEMBERS) : Optional.empty();
    }

    @Override
    public Optional<String> candidates(AttributePath path) {
        return Optional.empty();
    }
}

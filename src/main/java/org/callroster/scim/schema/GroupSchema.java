package org.callroster.scim.schema;

import java.util.List;

import static org.callroster.scim.schema.Attribute.complex;
import static org.callroster.scim.schema.Attribute.reference;
import static org.callroster.scim.schema.Attribute.text;

/** The attributes of groups, which are teams (RFC 7643 §4.2). */
public final class GroupSchema {

    public static final String MEMBERS = "members";

    public static final Schema GROUP = new Schema("urn:ietf:params:scim:schemas:core:2.0:Group", "Group", "A team", List.of(
            text("displayName", "The name of the team").mandatory().exact().distinct(),
            complex(MEMBERS, "The users of the team; a user is in one team, and moves",
                    text("value", "The id of the user").exact(),
                    reference("$ref", "The address of the user", "User").readOnly(),
                    text("display", "The login id of the user").readOnly(),
                    text("type", "Always User").suggesting(List.of("User")).readOnly()).multi()));

    private GroupSchema() {
    }
}

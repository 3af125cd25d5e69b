package org.callroster.scim.schema;

import java.util.List;
import java.util.Optional;

/**
 * The attributes behind a URN.
 *
 * @param name for people
 */
public record Schema(String urn, String name, String description, List<Attribute> attributes) {

    Optional<Attribute> attribute(String wanted) {
        return Attribute.find(attributes, wanted);
    }
}

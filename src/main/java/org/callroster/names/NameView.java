package org.callroster.names;

import org.callroster.header.Etag;

/** A team or a skill: {@code {"name":"Customer Service"}}. */
public record NameView(String name) {

    Etag etag() {
        return Etag.of(this);
    }
}

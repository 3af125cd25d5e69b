package org.callroster.fleet;

import java.util.List;

/** A SQL query for the rows of users, sorted by login id; {@link org.callroster.profile.UserRow} reads them. */
public record Selection(String sql, List<Object> parameters) {
}

package org.callroster.audit;

import java.util.List;

/** A SQL query for all events that are wanted, newest first; {@link AuditList.Event} reads its rows. */
public record AuditSelection(String sql, List<Object> parameters) {
}

package org.callroster.console.audit;

import java.util.List;

import org.callroster.audit.AuditList;
import org.callroster.console.AuditLine;
import org.callroster.console.Words;

/**
 * A page of the audit, with the filters that it answers.
 *
 * @param next the address of the page after it; null on the last
 */
public record EventList(List<AuditLine> lines, Filters filters, String next) {

    static EventList of(AuditList list, Filters filters) {
        return new EventList(list.events().stream().map(AuditLine::of).toList(), filters,
                list.nextCursor() == null ? null : filters.page(list.nextCursor()));
    }

    /** The number of events on the page. */
    public String found() {
        boolean isAll = next == null && !filters.isLater();
        return lines.isEmpty() ? "Nothing"
                : Words.counted(lines.size(), "event") + (isAll ? "" : " on this page") + ", newest first";
    }

    /** How a change came in. */
    public String way(String via) {
        return Filters.WAYS.getOrDefault(via, via);
    }
}

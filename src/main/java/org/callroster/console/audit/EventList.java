package org.callroster.console.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.callroster.audit.AuditList;
import org.callroster.console.AuditLine;
import org.callroster.console.Words;

/**
 * A page of the audit, with the filters that it answers.
 *
 * @param next the address of the page after it; null on the last
 */
public record EventList(List<AuditLine> lines, Filters filters, String next) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

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

    /** Scripts replace it by the time in the browser's zone. */
    public String time(String time) {
        return TIME.format(Instant.parse(time).atOffset(ZoneOffset.UTC));
    }

    /** How a change came in. */
    public String way(String via) {
        return Filters.WAYS.getOrDefault(via, via);
    }
}

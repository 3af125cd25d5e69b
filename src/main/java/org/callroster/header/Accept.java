package org.callroster.header;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The {@code Accept} headers of a request (RFC 9110 §12.5.1). Malformed elements are ignored. Nothing here fails: a call is
 * never refused because of them.
 */
public final class Accept {

    private final List<MediaRange> ranges;

    private Accept(List<MediaRange> ranges) {
        this.ranges = ranges;
    }

    /** From all {@code Accept} headers of a request, which count as one. */
    public static Accept of(List<String> headers) {
        return new Accept(ListHeader.elements(headers).stream().map(MediaRange::parse).flatMap(Optional::stream).toList());
    }

    /** Whether {@code wanted} is preferred to {@code otherwise}; false if both are equally acceptable or unacceptable. */
    public boolean prefers(String wanted, String otherwise) {
        return quality(wanted) > quality(otherwise);
    }

    /** Whether a range is named as it is, and acceptable. */
    public boolean names(String range) {
        return ranges.stream().anyMatch(one -> one.type().equalsIgnoreCase(range) && one.quality() > 0);
    }

    /** In thousandths, by the most specific range that contains the type. */
    private int quality(String type) {
        return ranges.stream().filter(range -> range.specificity(type) > 0)
                .max(Comparator.<MediaRange>comparingInt(range -> range.specificity(type)).thenComparing(MediaRange::quality))
                .map(MediaRange::quality).orElse(0);
    }
}

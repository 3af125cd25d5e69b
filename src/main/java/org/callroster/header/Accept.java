package org.callroster.header;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What {@code Accept} headers say (RFC 9110 §12.5.1). Malformed elements are ignored. Nothing here fails: a call is never refused
 * for them.
 */
public final class Accept {

    private final List<MediaRange> ranges;

    private Accept(List<MediaRange> ranges) {
        this.ranges = ranges;
    }

    /** Of all the headers of a request; several count as one. */
    public static Accept of(List<String> headers) {
        return new Accept(ListHeader.elements(headers).stream().map(MediaRange::parse).flatMap(Optional::stream).toList());
    }

    /** Whether one media type is preferred to another, which is the answer if both are equally welcome or unwelcome. */
    public boolean prefers(String wanted, String otherwise) {
        return quality(wanted) > quality(otherwise);
    }

    /** In thousandths, by the most specific range that the type is in. */
    private int quality(String type) {
        return ranges.stream().filter(range -> range.specificity(type) > 0)
                .max(Comparator.<MediaRange>comparingInt(range -> range.specificity(type)).thenComparing(MediaRange::quality))
                .map(MediaRange::quality).orElse(0);
    }
}

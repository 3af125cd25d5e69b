package org.callroster.extension;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.callroster.header.Etag;
import org.callroster.values.Checks;

/** The extension pool of a tenant (fleet section 4): {@code {"ranges":[{"from":"1000","to":"1999"}]}}, ascending in answers. */
public record ExtensionRanges(List<ExtensionRange> ranges) {

    private static final int MOST = 20;

    static ExtensionRanges of(long[] firsts, long[] lasts) {
        return new ExtensionRanges(IntStream.range(0, firsts.length).mapToObj(i -> ExtensionRange.of(firsts[i], lasts[i]))
                .toList());
    }

    /** Throws 400. */
    ExtensionRanges sorted() {
        Checks checks = new Checks().required("ranges", ranges)
                .that(ranges == null || ranges.size() <= MOST, "ranges", "has more than " + MOST + " ranges");
        for (int i = 0; ranges != null && i < Math.min(ranges.size(), MOST); i++) {
            checks.required("ranges[" + i + "]", ranges.get(i));
            if (ranges.get(i) != null) {
                ranges.get(i).check(checks, "ranges[" + i + "].");
            }
        }
        checks.orFail();
        return new ExtensionRanges(ranges.stream().sorted(Comparator.comparing(ExtensionRange::first)).toList()).disjoint();
    }

    private ExtensionRanges disjoint() {
        boolean overlap = IntStream.range(1, ranges.size()).anyMatch(i -> ranges.get(i).first() <= ranges.get(i - 1).last());
        new Checks().that(!overlap, "ranges", "overlap").orFail();
        return this;
    }

    public Etag etag() {
        return Etag.of(this);
    }

    long[] firsts() {
        return ranges.stream().mapToLong(ExtensionRange::first).toArray();
    }

    long[] lasts() {
        return ranges.stream().mapToLong(ExtensionRange::last).toArray();
    }
}

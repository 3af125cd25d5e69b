package org.callroster.console.names;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.callroster.extension.ExtensionRange;
import org.callroster.extension.ExtensionRanges;
import org.callroster.values.Checks;

/**
 * The extensions for new users as people write them: one range to a line.
 *
 * @param etag of the state that it shows
 */
public record PoolForm(List<String> lines, String etag) {

    private static final int LONGEST = 1000;
    private static final Pattern LINES = Pattern.compile("[\\n,;]");
    private static final Pattern DASH = Pattern.compile("\\s*[-–]\\s*");

    static PoolForm of(ExtensionRanges ranges) {
        return new PoolForm(ranges.ranges().stream().map(PoolForm::line).toList(), ranges.etag().toString());
    }

    private static String line(ExtensionRange range) {
        return range.from().equals(range.to()) ? range.from() : range.from() + "–" + range.to();
    }

    public String text() {
        return lines.stream().map(line -> line.replace('–', '-')).collect(Collectors.joining("\n"));
    }

    static ExtensionRanges read(String text) {
        new Checks().that(!Checks.isLonger(text, LONGEST), "ranges", "is longer than " + LONGEST + " characters").orFail();
        return new ExtensionRanges(LINES.splitAsStream(text).map(String::strip).filter(line -> !line.isEmpty())
                .map(PoolForm::range).toList());
    }

    private static ExtensionRange range(String line) {
        String[] ends = DASH.split(line, 2);
        return new ExtensionRange(ends[0], ends[ends.length - 1]);
    }
}

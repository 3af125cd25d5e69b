package org.callroster.header;

import java.util.List;
import java.util.Optional;

/**
 * One element of an {@code Accept} header.
 *
 * @param type a media type without parameters, {@code text/*} or <code>*&#47;*</code>
 * @param quality from 0 (not acceptable) to 1000
 */
record MediaRange(String type, int quality) {

    private static final String ANY = "*/*";
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final int MOST = 1000;
    private static final int DECIMALS = 3;

    /** Empty if it is malformed. Parameters other than {@code q} are ignored: no answer here differs by them. */
    static Optional<MediaRange> parse(String element) {
        List<String> parts = ListHeader.split(element, ';');
        List<String> parameters = parts.subList(1, parts.size());
        List<String> weights = parameters.stream().filter(MediaRange::isWeight).map(MediaRange::value).toList();
        boolean wellFormed = isRange(parts.get(0)) && parameters.stream().allMatch(MediaRange::isParameter)
                && weights.size() <= 1 && weights.stream().allMatch(MediaRange::isQuality);
        return wellFormed
                ? Optional.of(
                        new MediaRange(parts.get(0), weights.stream().findFirst().map(MediaRange::thousandths).orElse(MOST)))
                : Optional.empty();
    }

    /** 0 if the media type is not in this range; otherwise higher the more of it the range names. */
    int specificity(String mediaType) {
        if (type.equalsIgnoreCase(mediaType)) {
            return 3;
        }
        String subtypes = mediaType.substring(0, mediaType.indexOf('/') + 1) + "*";
        return type.equalsIgnoreCase(subtypes) ? 2 : type.equals(ANY) ? 1 : 0;
    }

    private static boolean isRange(String text) {
        int slash = text.indexOf('/');
        return slash > 0 && isToken(text.substring(0, slash)) && isToken(text.substring(slash + 1))
                && (text.charAt(0) != '*' || text.equals(ANY));
    }

    private static boolean isParameter(String text) {
        int equals = text.indexOf('=');
        return equals > 0 && isToken(text.substring(0, equals)) && (isToken(value(text)) || isQuoted(value(text)));
    }

    private static boolean isWeight(String parameter) {
        return parameter.regionMatches(true, 0, "q=", 0, 2);
    }

    private static String value(String parameter) {
        return parameter.substring(parameter.indexOf('=') + 1);
    }

    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0);
    }

    /** Only the ends need a check: elements and parameters were split outside of quoted strings. */
    private static boolean isQuoted(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    }

    /** Up to three decimals, from 0 to 1. Java's old HTTP client leaves out the zero before the point. */
    private static boolean isQuality(String text) {
        int point = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
        String whole = text.substring(0, point);
        String decimals = text.substring(Math.min(point + 1, text.length()));
        return !(whole + decimals).isEmpty() && whole.length() <= 1 && decimals.length() <= DECIMALS
                && (whole + decimals).chars().allMatch(c -> c >= '0' && c <= '9') && thousandths(text) <= MOST;
    }

    private static int thousandths(String quality) {
        return (int) Math.round(Double.parseDouble(quality) * MOST);
    }
}

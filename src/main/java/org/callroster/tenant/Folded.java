package org.callroster.tenant;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Folds texts for search and for sorting by name: without case, accents and other marks, so that {@code lukasz} finds Łukasz
 * and {@code zoe} finds Zoë. Rows and queries are folded alike.
 */
public final class Folded {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** Lower-case letters with marks that Unicode does not divide, and two forms of one letter. */
    private static final Map<Integer, String> UNDIVIDED = Map.ofEntries(Map.entry((int) 'ł', "l"), Map.entry((int) 'ø', "o"),
            Map.entry((int) 'đ', "d"), Map.entry((int) 'ð', "d"), Map.entry((int) 'þ', "th"), Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'æ', "ae"), Map.entry((int) 'œ', "oe"), Map.entry((int) 'ı', "i"), Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ŧ', "t"), Map.entry((int) 'ŋ', "n"), Map.entry((int) 'ς', "σ"));

    private Folded() {
    }

    /** Check the length of the text before. */
    public static String of(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Form.NFKD)).replaceAll("").toLowerCase(Locale.ROOT);
        return plain.codePoints().mapToObj(letter -> UNDIVIDED.getOrDefault(letter, Character.toString(letter)))
                .collect(Collectors.joining());
    }
}

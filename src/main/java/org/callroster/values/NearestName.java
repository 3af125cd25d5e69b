package org.callroster.values;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. For short names only: the time grows with the product of their lengths. */
public final class NearestName {

    private static final int MOST_EDITS = 3;

    private NearestName() {
    }

    /** Empty if none differs by three letters or less, and by less than half of the name. */
    public static Optional<String> to(String wanted, Collection<String> known) {
        return known.stream().filter(name -> Math.abs(name.length() - wanted.length()) <= MOST_EDITS)
                .filter(name -> distance(wanted, name) <= Math.min(MOST_EDITS, wanted.length() / 2))
                .min(Comparator.comparingInt(name -> distance(wanted, name)));
    }

    /** Levenshtein's distance, without case. */
    private static int distance(String a, String b) {
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        int[] above = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = above[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[right.length()];
    }
}

package org.callroster.values;

/**
 * Writes RFC 4180 cells. Text that a spreadsheet would take for a formula gets a leading apostrophe, and so does such text with
 * apostrophes before it, so that {@link #withoutApostrophe} restores every text.
 */
public final class Csv {

    public static final String MEDIA_TYPE = "text/csv";

    private static final String FORMULA_LEADS = "=+-@\t\r";

    private Csv() {
    }

    /** One record with its line end; absent values are empty cells. */
    public static void append(StringBuilder out, Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            out.append(i == 0 ? "" : ",").append(cell(cells[i]));
        }
        out.append("\r\n");
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        String text = defused(value.toString());
        return needsQuotes(text) ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String defused(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    /** The text of a cell as it was before it was written. */
    public static String withoutApostrophe(String cell) {
        return cell.startsWith("'") && isFormula(cell) ? cell.substring(1) : cell;
    }

    private static boolean isFormula(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == '\'') {
            at++;
        }
        return at < text.length() && FORMULA_LEADS.indexOf(text.charAt(at)) >= 0;
    }

    private static boolean needsQuotes(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    }
}

package org.callroster.upload;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.upload.CsvColumns.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What columns are taken for, from the beginning of a file. */
class CsvColumnsTest {

    private static final String NO_CSV = "this is not a CSV file: save the spreadsheet as CSV in UTF-8 first";
    private static final String NO_NAMES = "the first line must name the columns";

    @ParameterizedTest
    @ValueSource(strings = { ",", ";", "\t" })
    void columnsAreSeparatedByCommasSemicolonsOrTabs(String separator) {
        assertEquals(List.of("loginId", "team"), attributes("loginId" + separator + "team"));
        assertEquals(List.of("loginId", "team"),
                attributes("loginId" + separator + "team\nann" + separator + "Staff, old; new"));
    }

    @Test
    void theMostFrequentSeparatorIsMeant() {
        assertEquals(List.of("loginId", "name, first", "team"), names("loginId;name, first;team"));
        assertEquals(List.of("loginId"), names("loginId"));
    }

    @Test
    void namesMayStandBetweenQuotesWithWhateverSeparates() {
        assertEquals(List.of("Login, ID", "a \"b\"", "team"), names("\"Login, ID\",\"a \"\"b\"\"\",team\nann,b,c"));
    }

    @Test
    void everyEncodingOfSpreadsheetsIsRead() {
        String file = "\uFEFFloginId,Größe\nann,1\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertEquals(List.of(new Column("loginId", "loginId"), new Column("Größe", "")),
                    CsvColumns.of(file.getBytes(charset)), charset.name());
        }
        assertRefused(NO_CSV, "loginId,Größe".getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The beginning may end within a character. */
    @Test
    void onlyTheFirstLineIsLookedAt() {
        byte[] file = bytes("loginId,team\nann,\u00e9");
        assertEquals(2, CsvColumns.of(Arrays.copyOf(file, file.length - 1)).size());
        assertEquals(List.of("loginId"), names("sep=;\r\nloginId\r\nann\r\n"));
        assertEquals(List.of("loginId"), names("#TYPE System.Object\nloginId"));
    }

    @Test
    void aFileWithoutNamesIsRefused() {
        List.of("", "\uFEFF", "\n", "  \nloginId", "sep=;\n", "x".repeat(RecordReader.LONGEST + 1))
                .forEach(file -> assertRefused(NO_NAMES, bytes(file)));
    }

    @Test
    void whatIsNoTextIsRefused() {
        assertRefused(NO_CSV, new byte[] { 'P', 'K', 3, 4, 20, 0 });
        assertRefused(NO_CSV, bytes("loginId,\"team"));
        assertEquals(100, names(columns(100)).size());
        assertRefused(NO_CSV, bytes(columns(101)));
    }

    private static String columns(int count) {
        return Stream.generate(() -> "x").limit(count).collect(Collectors.joining(","));
    }

    @Test
    void namesAreComparedByTheirLetters() {
        assertEquals(List.of("loginId", "firstName", "email", "mobilePhone"),
                attributes("Login ID,FIRST_NAME,e-mail,Mobile phone (1)"));
    }

    @Test
    void aSimilarNameTakesNoAttributeFromTheOneThatIsNamed() {
        assertEquals(List.of("", "team"), attributes("tema,team"));
        assertEquals(List.of("team", ""), attributes("tema,taem"));
        assertEquals(List.of("", ""), attributes("shoe size," + "team".repeat(20)));
    }

    private static List<String> names(String file) {
        return CsvColumns.of(bytes(file)).stream().map(Column::name).toList();
    }

    private static List<String> attributes(String file) {
        return CsvColumns.of(bytes(file)).stream().map(Column::attribute).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(String why, byte[] file) {
        Failure failure = assertThrows(Failure.class, () -> CsvColumns.of(file));
        assertEquals(ErrorCode.BAD_REQUEST, failure.code());
        assertEquals(why, failure.getMessage());
    }
}

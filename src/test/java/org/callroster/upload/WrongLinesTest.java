package org.callroster.upload;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The lines of a file that failed, with a column that says why. */
class WrongLinesTest {

    @TempDir
    private Path folder;

    @Test
    void wrongLinesStayAsTheyAreAndSayWhy() throws IOException {
        assertEquals("\uFEFFloginId,team,error\r\nbob,\"St,uff\",\"team: there is no \"\"St,uff\"\"\"\r\n",
                wrong("loginId,team\nann,Staff\nbob,\"St,uff\"\ncid,Staff\n", Map.of(3L, "team: there is no \"St,uff\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = { ",", ";", "\t" })
    void theColumnIsSeparatedAsTheOthersAre(String separator) throws IOException {
        assertEquals("\uFEFFloginId,team,error\r\nann,x,\"no\"\r\n".replace(",", separator),
                wrong("loginId,team\r\nann,x\r\n".replace(",", separator), Map.of(2L, "no")));
    }

    /** As an editor counts them: a record may have several. */
    @Test
    void linesAreCountedAsInAnEditor() throws IOException {
        String file = "sep=,\nloginId,team\n\nann,\"two\nlines\"\nbob,x";
        assertEquals("\uFEFFloginId,team,error\r\nann,\"two\nlines\",\"4\"\r\nbob,x,\"6\"\r\n",
                wrong(file, Map.of(4L, "4", 6L, "6")));
        assertEquals("\uFEFFloginId,team,error\r\n", wrong(file, Map.of(5L, "within a record", 9L, "behind the end")));
    }

    @Test
    void theNamesOfTheColumnsComeOnce() throws IOException {
        try (WrongLines lines = open("loginId\nann\nbob\ncid\n", StandardCharsets.UTF_8)) {
            assertEquals("\uFEFFloginId,error\r\nann,\"a\"\r\n", next(lines, Map.of(2L, "a")));
            assertEquals("cid,\"c\"\r\n", next(lines, Map.of(4L, "c")));
            assertEquals("", next(lines, Map.of()));
        }
    }

    @Test
    void aFileWithNamesAloneHasNoWrongLines() throws IOException {
        assertEquals("\uFEFFloginId,error\r\n", wrong("loginId", Map.of()));
    }

    @Test
    void everyEncodingComesBackAsUtf8() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            try (WrongLines lines = open("\uFEFFloginId\nJosé\n", charset)) {
                assertEquals("\uFEFFloginId,error\r\nJosé,\"no\"\r\n", next(lines, Map.of(2L, "no")), charset.name());
            }
        }
    }

    @Test
    void aLineThatIsTooLongIsLeftOut() throws IOException {
        assertEquals("\uFEFFloginId,error\r\nbob,\"no\"\r\n",
                wrong("loginId\n" + "x".repeat(RecordReader.LONGEST + 1) + "\nbob\n", Map.of(2L, "too long", 3L, "no")));
    }

    @Test
    void aFileThatIsNoTextIsRefusedBeforeAnythingIsAnswered() {
        assertRefused("the body is empty", "", StandardCharsets.UTF_8);
        assertRefused("the first line must name the columns", "\nann\n", StandardCharsets.UTF_8);
        assertRefused("the body is neither UTF-8 nor UTF-16 with a byte order mark", "loginId\nJosé\n",
                StandardCharsets.ISO_8859_1);
    }

    private void assertRefused(String why, String file, Charset charset) {
        Failure failure = assertThrows(Failure.class, () -> open(file, charset));
        assertEquals(ErrorCode.BAD_REQUEST, failure.code());
        assertEquals(why, failure.getMessage());
    }

    private String wrong(String file, Map<Long, String> reasons) throws IOException {
        try (WrongLines lines = open(file, StandardCharsets.UTF_8)) {
            return next(lines, reasons);
        }
    }

    private WrongLines open(String file, Charset charset) throws IOException {
        return WrongLines.open(new SpooledText(Files.write(folder.resolve("file"), file.getBytes(charset))));
    }

    private static String next(WrongLines lines, Map<Long, String> reasons) throws IOException {
        return new String(lines.next(new TreeMap<>(reasons)), StandardCharsets.UTF_8);
    }
}

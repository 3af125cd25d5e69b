package org.callroster.upload;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import org.callroster.upload.RecordReader.Raw;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** Lines of files, with the numbers that people see in an editor. */
class RecordReaderTest {

    @Test
    void aRecordIsALineWithoutItsEnd() throws IOException {
        assertEquals(List.of(new Raw(1, "a"), new Raw(2, ""), new Raw(3, "b\rc"), new Raw(4, "d")),
                all("a\r\n\nb\rc\nd", false));
        assertEquals(List.of(), all("", true));
        assertEquals(List.of(new Raw(1, "a")), all("a\n", true));
    }

    @Test
    void lineEndsBetweenQuotesBelongToTheRecord() throws IOException {
        assertEquals(List.of(new Raw(1, "a,\"b\nc\"\"\n\",d"), new Raw(4, "e")), all("a,\"b\nc\"\"\n\",d\ne", true));
        assertEquals(List.of(new Raw(1, "\"a"), new Raw(2, "b\"")), all("\"a\nb\"", false));
    }

    /** A quote that is never closed takes no more than the longest record. */
    @Test
    void afterARecordThatIsTooLongTheNextLineIsRead() throws IOException {
        String longest = "x".repeat(RecordReader.LONGEST);
        assertEquals(List.of(new Raw(1, longest), new Raw(2, null), new Raw(3, "a")),
                all(longest + "\n" + longest + "x\na", true));
        List<Raw> open = all("\"" + "x\n".repeat(RecordReader.LONGEST / 2) + "a\nb", true);
        assertNull(open.get(0).text());
        assertEquals(new Raw(RecordReader.LONGEST / 2 + 2, "b"), open.get(open.size() - 1));
    }

    @Test
    void theLinesReadAreThoseOfTheLastRecord() throws IOException {
        try (RecordReader reader = new RecordReader(new StringReader("a\n\"b\nc\"\nd"), true)) {
            reader.next();
            assertEquals(1, reader.linesRead());
            reader.next();
            assertEquals(3, reader.linesRead());
            reader.next();
            assertEquals(4, reader.linesRead());
        }
    }

    private static List<Raw> all(String text, boolean quotes) throws IOException {
        List<Raw> records = new ArrayList<>();
        try (RecordReader reader = new RecordReader(new StringReader(text), quotes)) {
            for (Raw record = reader.next(); record != null; record = reader.next()) {
                records.add(record);
            }
        }
        return records;
    }
}

package org.callroster.extension;

import java.util.List;
import java.util.stream.IntStream;

import org.callroster.extension.ExtensionPool.Segment;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The order in which the numbers of a pool are searched. */
class ExtensionPoolTest {

    private final ExtensionPool pool = pool();

    private static ExtensionPool pool() {
        ExtensionPool empty = new ExtensionPool();
        empty.firstNumbers = new long[0];
        empty.lastNumbers = new long[0];
        return empty;
    }

    @Test
    void allNumbersAreSearchedFromTheNextOn() {
        become("100", "199", "300", "399", "500", "599");
        pool.nextNumber = 350;
        assertEquals(List.of(new Segment(350, 399), new Segment(500, 599), new Segment(100, 199), new Segment(300, 349)),
                pool.inOrder());
    }

    @Test
    void afterTheLastNumberOfARangeComesTheNextRange() {
        become("100", "101", "300", "300");
        assertEquals("100", pool.take(100));
        assertEquals(101, pool.nextNumber);
        pool.take(101);
        assertEquals(300, pool.nextNumber);
        pool.take(300);
        assertEquals(100, pool.nextNumber);
    }

    @Test
    void theSearchGoesOnWhereItWasIfThatIsStillInTheRanges() {
        become("100", "199");
        pool.nextNumber = 150;
        become("120", "300");
        assertEquals(150, pool.nextNumber);
        become("400", "500");
        assertEquals(400, pool.nextNumber);
        become("10", "20");
        assertEquals(10, pool.nextNumber);
    }

    @Test
    void anEmptyPoolHasNothingToSearch() {
        become();
        assertEquals(List.of(), pool.inOrder());
    }

    private void become(String... ends) {
        pool.become(new ExtensionRanges(IntStream.range(0, ends.length / 2)
                .mapToObj(i -> new ExtensionRange(ends[2 * i], ends[2 * i + 1])).toList()));
    }
}

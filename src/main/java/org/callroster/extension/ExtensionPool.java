package org.callroster.extension;

import java.util.List;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * Ranges of numbers of a tenant, ascending: {@code firstNumbers[i]} to {@code lastNumbers[i]}. The search for a free one goes on
 * from {@code nextNumber}.
 */
@Entity
class ExtensionPool {

    @Id
    UUID tenantId;
    long[] firstNumbers;
    long[] lastNumbers;
    long nextNumber;

    /** Numbers to search, from the first to the last. */
    record Segment(long first, long last) {
    }

    void become(ExtensionRanges ranges) {
        firstNumbers = ranges.firsts();
        lastNumbers = ranges.lasts();
        nextNumber = contains(nextNumber) ? nextNumber : following(nextNumber);
    }

    ExtensionRanges ranges() {
        return ExtensionRanges.of(firstNumbers, lastNumbers);
    }

    boolean contains(long number) {
        return IntStream.range(0, firstNumbers.length).anyMatch(i -> firstNumbers[i] <= number && number <= lastNumbers[i]);
    }

    /** All numbers, in the order of the search: from the next one to the last, then from the first. */
    List<Segment> inOrder() {
        Stream<Segment> upwards = ranges(i -> lastNumbers[i] >= nextNumber)
                .mapToObj(i -> new Segment(Math.max(firstNumbers[i], nextNumber), lastNumbers[i]));
        Stream<Segment> fromTheFirst = ranges(i -> firstNumbers[i] < nextNumber)
                .mapToObj(i -> new Segment(firstNumbers[i], Math.min(lastNumbers[i], nextNumber - 1)));
        return Stream.concat(upwards, fromTheFirst).toList();
    }

    /** The next numbers to search, of one range: up to {@code count} and half as many again. Call only if there are numbers. */
    Segment next(int count) {
        Segment numbers = inOrder().get(0);
        return new Segment(numbers.first(), Math.min(numbers.last(), numbers.first() + count + count / 2));
    }

    /** Takes a free number. */
    String take(long number) {
        nextNumber = following(number);
        return String.valueOf(number);
    }

    /** The next number of the ranges; the first one after the last. */
    private long following(long number) {
        return contains(number + 1) ? number + 1
                : ranges(i -> firstNumbers[i] > number).mapToLong(i -> firstNumbers[i]).findFirst()
                        .orElse(firstNumbers.length == 0 ? 0 : firstNumbers[0]);
    }

    private IntStream ranges(IntPredicate wanted) {
        return IntStream.range(0, firstNumbers.length).filter(wanted);
    }
}

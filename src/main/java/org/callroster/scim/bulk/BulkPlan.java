package org.callroster.scim.bulk;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * In which order the operations of a Bulk are made, and what became of them. One that names what another makes comes after it.
 * Answers have the order of the request.
 */
final class BulkPlan {

    private final BulkRequest request;
    private final List<Set<String>> references;
    private final Map<String, Integer> makers = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final JsonNode[] answers;
    /** Operations that wait, each for the one above it. */
    private final Deque<Integer> path = new ArrayDeque<>();
    private final boolean[] isOnPath;
    private int firstOpen;
    private int firstUntold;
    private int errors;

    BulkPlan(BulkRequest request) {
        this.request = request;
        this.references = request.operations().stream().map(BulkOperation::references).toList();
        this.answers = new JsonNode[request.operations().size()];
        this.isOnPath = new boolean[answers.length];
        IntStream.range(0, answers.length).filter(i -> operation(i).isPost() && operation(i).bulkId() != null)
                .forEach(i -> makers.put(operation(i).bulkId(), i));
    }

    BulkOperation operation(int number) {
        return request.operations().get(number);
    }

    /**
     * The next operation to be made: the first that is open or, before it, what it waits for. One that waits for itself is next,
     * and will miss what it names. Empty at the end, or after too many errors.
     */
    OptionalInt next() {
        if (errors >= request.mostErrors()) {
            return OptionalInt.empty();
        }
        while (hasOpen()) {
            int number = path.peek();
            OptionalInt before = answers[number] == null ? openMaker(number) : OptionalInt.empty();
            if (answers[number] != null) {
                isOnPath[path.pop()] = false;
            } else if (before.isEmpty() || isOnPath[before.getAsInt()]) {
                return OptionalInt.of(number);
            } else {
                push(before.getAsInt());
            }
        }
        return OptionalInt.empty();
    }

    /** Whether there is an operation on the path; the first open one is put there if there is none. */
    private boolean hasOpen() {
        while (path.isEmpty() && firstOpen < answers.length) {
            if (answers[firstOpen] == null) {
                push(firstOpen);
            }
            firstOpen++;
        }
        return !path.isEmpty();
    }

    private void push(int number) {
        path.push(number);
        isOnPath[number] = true;
    }

    private OptionalInt openMaker(int number) {
        return references.get(number).stream().filter(makers::containsKey).mapToInt(makers::get)
                .filter(maker -> answers[maker] == null).findFirst();
    }

    /** The ids of what was made, by the names that the client gave. */
    Map<String, String> ids() {
        return ids;
    }

    /** @param id of what it made; null if it made nothing */
    void done(int number, String id, JsonNode answer, boolean isError) {
        answers[number] = answer;
        errors += isError ? 1 : 0;
        if (id != null && operation(number).bulkId() != null) {
            ids.put(operation(number).bulkId(), id);
        }
    }

    /** The answers that are next in the order of the request and known; each is told once. */
    List<JsonNode> told() {
        int from = firstUntold;
        while (firstUntold < answers.length && answers[firstUntold] != null) {
            firstUntold++;
        }
        return Arrays.asList(answers).subList(from, firstUntold);
    }

    /** At the end, those that come after one that was not made. */
    List<JsonNode> rest() {
        return Arrays.stream(answers).skip(firstUntold).filter(Objects::nonNull).toList();
    }
}

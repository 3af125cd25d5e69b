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
 * In which order the operations of a Bulk run, and their results. An operation that refers to another's bulkId runs after it.
 * Circular references run anyway and fail. Answers have the order of the request.
 */
final class BulkPlan {

    private final BulkRequest request;
    private final List<Set<String>> references;
    /** The numbers of the operations that create a resource, by their bulkIds. */
    private final Map<String, Integer> creators = new HashMap<>();
    /** The ids of the created resources, by bulkId. */
    private final Map<String, String> ids = new HashMap<>();
    private final JsonNode[] answers;
    /** Operations that wait, each for the one pushed after it. */
    private final Deque<Integer> path = new ArrayDeque<>();
    private final boolean[] isOnPath;
    private int firstOpen;
    private int firstUnsent;
    private int errors;

    BulkPlan(BulkRequest request) {
        this.request = request;
        this.references = request.operations().stream().map(BulkOperation::references).toList();
        this.answers = new JsonNode[request.operations().size()];
        this.isOnPath = new boolean[answers.length];
        IntStream.range(0, answers.length).filter(i -> operation(i).isPost() && operation(i).bulkId() != null)
                .forEach(i -> creators.put(operation(i).bulkId(), i));
    }

    BulkOperation operation(int number) {
        return request.operations().get(number);
    }

    /**
     * The next operation to run: the first that has not run or, before it, one that it refers to. Circular references run anyway
     * and fail. Empty at the end, or after too many errors.
     */
    OptionalInt next() {
        if (errors >= request.mostErrors()) {
            return OptionalInt.empty();
        }
        while (hasOpen()) {
            int number = path.peek();
            OptionalInt before = answers[number] == null ? openCreator(number) : OptionalInt.empty();
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

    /** An operation that has not run and creates what this one refers to. */
    private OptionalInt openCreator(int number) {
        return references.get(number).stream().filter(creators::containsKey).mapToInt(creators::get)
                .filter(creator -> answers[creator] == null).findFirst();
    }

    /** The ids of the created resources, by bulkId. */
    Map<String, String> ids() {
        return ids;
    }

    /** @param id of the created resource; null for none */
    void done(int number, String id, JsonNode answer, boolean isError) {
        answers[number] = answer;
        errors += isError ? 1 : 0;
        if (id != null && operation(number).bulkId() != null) {
            ids.put(operation(number).bulkId(), id);
        }
    }

    /** The next answers in the order of the request, up to one that is not known yet. Each is returned once. */
    List<JsonNode> nextAnswers() {
        int from = firstUnsent;
        while (firstUnsent < answers.length && answers[firstUnsent] != null) {
            firstUnsent++;
        }
        return Arrays.asList(answers).subList(from, firstUnsent);
    }

    /** At the end: the answers after an operation that did not run. */
    List<JsonNode> remainingAnswers() {
        return Arrays.stream(answers).skip(firstUnsent).filter(Objects::nonNull).toList();
    }
}

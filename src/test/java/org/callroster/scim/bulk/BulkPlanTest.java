package org.callroster.scim.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** RFC 7644 §3.7: operations wait for those that they name; answers have the order of the request. */
class BulkPlanTest {

    private static BulkPlan plan(String operations) {
        try {
            return new BulkPlan(BulkRequest.of((ObjectNode) new JsonMapper().readTree(("{'schemas':["
                    + "'urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'failOnErrors':2,'Operations':[" + operations
                    + "]}")
                    .replace('\'', '"'))));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(operations, e);
        }
    }

    private static String post(String bulkId, String... references) {
        return "{'method':'POST','path':'/Users','bulkId':'" + bulkId + "','data':{'x':["
                + List.of(references).stream().map(r -> "'bulkId:" + r + "'").collect(Collectors.joining(",")) + "]}}";
    }

    /** The order in which all are made, each without an error. */
    private static List<Integer> order(BulkPlan plan) {
        List<Integer> order = new ArrayList<>();
        for (OptionalInt next = plan.next(); next.isPresent(); next = plan.next()) {
            order.add(next.getAsInt());
            plan.done(next.getAsInt(), "id" + next.getAsInt(), IntNode.valueOf(next.getAsInt()), false);
        }
        return order;
    }

    @Test
    void whatNamesAnotherComesAfterIt() {
        assertEquals(List.of(0, 1, 2), order(plan(post("a") + "," + post("b", "a") + "," + post("c", "a", "b"))));
        assertEquals(List.of(2, 1, 0), order(plan(post("a", "b") + "," + post("b", "c") + "," + post("c"))));
        assertEquals(List.of(1, 0), order(plan("{'method':'DELETE','path':'/Users/bulkId:a'}," + post("a"))));
        assertEquals(List.of(0), order(plan(post("a", "nobody"))));
    }

    @Test
    void inACircleOneIsMadeWithoutWhatItNames() {
        assertEquals(List.of(1, 0), order(plan(post("a", "b") + "," + post("b", "a"))));
        assertEquals(List.of(0), order(plan(post("a", "a"))));
    }

    @Test
    void answersAreToldInTheOrderOfTheRequest() {
        BulkPlan plan = plan(post("a", "b") + "," + post("b"));
        plan.done(plan.next().getAsInt(), "x", IntNode.valueOf(1), false);
        assertEquals(List.of(), plan.nextAnswers());
        plan.done(plan.next().getAsInt(), "y", IntNode.valueOf(0), false);
        assertEquals("[0, 1]", plan.nextAnswers().toString());
        assertEquals(List.of(), plan.nextAnswers());
    }

    @Test
    void afterTooManyErrorsNothingIsMade() {
        BulkPlan plan = plan(post("a") + "," + post("b") + "," + post("c"));
        plan.done(plan.next().getAsInt(), null, IntNode.valueOf(0), true);
        plan.done(plan.next().getAsInt(), null, IntNode.valueOf(1), true);
        assertEquals(OptionalInt.empty(), plan.next());
        assertEquals("[0, 1]", plan.nextAnswers().toString());
        assertEquals(List.of(), plan.remainingAnswers());
    }

    @Test
    void aThousandThatWaitForEachOtherTakeNoTime() {
        String chain = IntStream.range(0, 1000).mapToObj(i -> post("n" + i, "n" + (i + 1))).collect(Collectors.joining(","));
        assertEquals(1000, order(plan(chain)).size());
    }
}

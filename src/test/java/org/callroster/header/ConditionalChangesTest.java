package org.callroster.header;

import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

/** {@code If-Match} and {@code If-None-Match} on everything that is put and deleted by its name (fleet section 1). */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConditionalChangesTest {

    private static final String WRONG = "\"wrong\"";

    private final SmallTenant tenant = SmallTenant.create();

    static List<String> objects() {
        return List.of("/team/Night", "/skill/English", "/role/Boss", "/phone/ext/14155550100");
    }

    @ParameterizedTest
    @MethodSource("objects")
    void aTagOfWhatIsThereIsNeededWhereOneIsNamed(String path) {
        put(path, "If-Match", WRONG).then().statusCode(412).body("error", is("precondition_failed"));
        put(path, "If-Match", "*").then().statusCode(412);
        Response created = put(path, "If-None-Match", "*");
        created.then().statusCode(200).header("ETag", notNullValue());
        String tag = created.header("ETag");
        put(path, "If-None-Match", "*").then().statusCode(412);
        put(path, "If-Match", WRONG).then().statusCode(412);
        put(path, "If-Match", tag).then().statusCode(200).header("ETag", is(tag));
        tenant.admin().header("If-Match", WRONG).delete(path).then().statusCode(412);
        tenant.admin().header("If-Match", tag).delete(path).then().statusCode(200);
    }

    @Test
    void theTagOfANumberChangesWithTheNumber() {
        String before = put("/phone/ext/14155550100", "Accept", "*/*").header("ETag");
        Response changed =
                tenant.adminSends(Map.of("media", "voice", "type", "scenario", "scenario", "Main"))
                        .header("If-Match", before).put("/phone/ext/14155550100");
        changed.then().statusCode(200);
        assertThat(changed.header("ETag"), not(before));
        put("/phone/ext/14155550100", "If-Match", before).then().statusCode(412);
    }

    /** The others get 412. */
    @ParameterizedTest
    @MethodSource("objects")
    void ofManyThatWantToCreateItOneDoes(String path) {
        List<Integer> answers = Api.atOnce(12, i -> put(path, "If-None-Match", "*"));
        assertThat(answers.stream().filter(status -> status == 200).toList(), hasSize(1));
        assertThat(answers.stream().filter(status -> status == 412).toList(), hasSize(11));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void aListThatDidNotChangeIsNotSentAgain(String path) {
        if (!path.startsWith("/phone")) {
            String list = path.substring(0, path.indexOf('/', 1));
            String tag = tenant.admin().get(list).header("ETag");
            tenant.admin().header("If-None-Match", tag).get(list).then().statusCode(304);
            put(path, "If-None-Match", "*").then().statusCode(200);
            tenant.admin().header("If-None-Match", tag).get(list).then().statusCode(200);
        }
    }

    private Response put(String path, String header, String value) {
        RequestSpecification request = path.startsWith("/phone")
                ? tenant.adminSends(Map.of("media", "voice", "type", "unassigned"))
                : tenant.adminSends(Map.of());
        return request.header(header, value).put(path);
    }
}

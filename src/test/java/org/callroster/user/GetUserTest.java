package org.callroster.user;

import org.callroster.Api;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.Matchers.is;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class GetUserTest {

    @Test
    void frankZappaIsWrittenByteForByte() {
        Api.admin().get("/user/frank.zappa").then().statusCode(200).contentType("application/json").body(is(
                "{\"disabled\":false,\"changePassword\":false,\"skills\":{},\"loginId\":\"frank.zappa\",\"firstName\":\"Frank\","
                        + "\"lastName\":\"Zappa\",\"team\":\"Customer Service\",\"extension\":\"1048\","
                        + "\"email\":\"frank.zappa@gmail.com\",\"roles\":[\"Agent\"]}"));
    }
}

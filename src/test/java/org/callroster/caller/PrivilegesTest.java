package org.callroster.caller;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.Api;
import org.callroster.ContractCalls;
import org.callroster.ContractCalls.Call;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Contract section 1: each call of the OpenAPI document needs a token, and a privilege. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PrivilegesTest {

    static List<Call> calls() {
        return ContractCalls.withToken();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void noTokenIsChallenged(Call call) {
        send(call, Api.anonymous()).then().statusCode(401).header("WWW-Authenticate", is("Bearer"))
                .body(is("{\"error\":\"invalid_token\",\"error_description\":\"an access token is needed\"}"));
        send(call, Api.anonymous().header("Authorization", "Basic YTpi")).then().statusCode(401)
                .header("WWW-Authenticate", is("Bearer"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aBadTokenIsChallengedWithTheReason(Call call) {
        String token = Api.token(Api.EXAMPLE, "admin");
        for (String bad : new String[] { "nonsense", "a.b.c", token.substring(0, token.length() - 8), token + "AAAA" }) {
            send(call, Api.withToken(bad)).then().statusCode(401).body("error", is("invalid_token"))
                    .header("WWW-Authenticate",
                            is("Bearer error=\"invalid_token\", error_description=\"the access token is not valid\""));
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void withoutThePrivilegeTheScopeIsInsufficient(Call call) {
        Set<String> others = Stream.of(Privilege.values()).map(Privilege::label).filter(p -> !needed(call).contains(p))
                .collect(Collectors.toSet());
        send(call, Api.as(Api.EXAMPLE, userWith(others))).then().statusCode(403)
                .header("WWW-Authenticate", is("Bearer error=\"insufficient_scope\""))
                .body(is("{\"error\":\"insufficient_scope\","
                        + "\"error_description\":\"the caller lacks the privilege for this call\"}"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void onePrivilegeIsEnough(Call call) {
        for (String privilege : needed(call)) {
            Response answer = send(call, Api.as(Api.EXAMPLE, userWith(Set.of(privilege, "Manage all teams"))));
            assertThat(answer.asString(), answer.statusCode(), not(401));
            assertThat(answer.asString(), answer.statusCode(), not(403));
        }
    }

    /** Each of these is enough. */
    private static Set<String> needed(Call call) {
        String kind = call.path().split("/")[1];
        String own = Map.of("user", "Manage users", "secret", "Manage users", "phone", "Manage phones", "team", "Manage teams",
                "skill", "Manage skills", "role", "Manage roles", "securitypolicy", "Manage security policy", "lock",
                "Manage users", "audit", "View audit", "scimsetting", "Manage teams").getOrDefault(kind, "Manage users");
        boolean isRead = call.method().equals("GET");
        if (isRead && List.of("team", "skill", "role").contains(kind)) {
            return Set.of("Manage users", "View users", own);
        }
        return switch (kind) {
            case "user", "lock", "supervisor", "export" -> isRead ? Set.of(own, "View users")
                    : kind.equals("supervisor") ? Set.of(own)
                    : call.path().startsWith("/user/lock/") ? Set.of(own, "Unlock users")
                    : call.method().equals("PUT") ? Set.of(own, "Reset passwords") : Set.of(own);
            case "bulk" -> call.path().equals("/bulk/user") ? Set.of(own) : Set.of(own, "Reset passwords", "Unlock users");
            default -> Set.of(own);
        };
    }

    /** Nothing of what is named is there, so a call that gets through changes nothing. */
    private static Response send(Call call, RequestSpecification caller) {
        String body = call.path().startsWith("/team/") || call.path().startsWith("/skill/") || call.path().startsWith("/role/")
                ? "{\"name\":\"differs\"}" : call.method().equals("POST") ? "{\"firstName\":\"X\"}"
                : "{\"changePassword\":true}";
        RequestSpecification request = call.method().equals("GET") ? caller : caller.contentType("application/json").body(body);
        return request.request(call.method(), call.at("nobody-1"));
    }

    private static String userWith(Set<String> privileges) {
        String role = privileges.stream().sorted().collect(Collectors.joining(", "));
        Api.adminSends(Map.of("privileges", privileges)).put("/role/" + Api.path(role)).then().statusCode(200);
        String loginId = "has " + role.hashCode();
        if (Api.admin().get("/user/" + Api.path(loginId)).statusCode() == 404) {
            Map<String, Object> user = Users.named(loginId);
            user.put("roles", List.of(role));
            Users.created(user);
        }
        return loginId;
    }
}

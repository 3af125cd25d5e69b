package org.callroster.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** {@code GET /configapi/v2/user}: fleet section 2. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UserListTest {

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void usersAreListedAsGetShowsThemWithTheirEtag() {
        String loginId = tenant.created("Everything");
        assertThat(list("").asString(), is("{\"users\":[" + withEtag(tenant.admin().get("/user/admin")) + ","
                + withEtag(tenant.admin().get("/user/" + loginId)) + "]}"));
    }

    private static String withEtag(Response user) {
        return user.asString().replaceFirst("}$", "") + ",\"etag\":\"" + user.header("ETag").replace("\"", "\\\"") + "\"}";
    }

    @Test
    void anEtagOfTheListIsGoodForAChange() {
        String loginId = tenant.created();
        String etag = list("?q=" + loginId).path("users[0].etag");
        tenant.adminSends(Map.of("lastName", "One")).header("If-Match", etag).put("/user/" + loginId).then().statusCode(200);
        tenant.adminSends(Map.of("lastName", "Two")).header("If-Match", etag).put("/user/" + loginId).then().statusCode(412);
    }

    @Test
    void longPagesOfManyAtOnceAreAllAnswered() {
        String loginId = tenant.created();
        assertThat(Set.copyOf(Api.atOnce(24, i -> list("?limit=1000&include=access&q=" + loginId))), is(Set.of(200)));
    }

    /** They create and delete users before, between and behind those of the list. */
    @Test
    void whileEightWriteNoUserIsListedTwiceAndNoneIsMissed() throws Exception {
        List<String> there = IntStream.range(0, 40).mapToObj(i -> named("m-" + (10 + i), "F", "L")).toList();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Future<?>> writing = IntStream.range(0, 8).<Future<?>>mapToObj(n -> writers.submit(() -> {
            for (int i = 0; !done.get(); i++) {
                String loginId = named(List.of("a", "m-1", "m-3", "z").get(n % 4) + "x" + n + "-" + i, "F", "L");
                tenant.admin().delete("/user/" + loginId).then().statusCode(200);
            }
        })).toList();
        for (int round = 0; round < 5; round++) {
            List<String> seen = allPages("?limit=3");
            assertThat(seen.stream().distinct().toList(), is(seen));
            assertThat(seen.stream().filter(there::contains).toList(), is(there));
        }
        done.set(true);
        for (Future<?> writer : writing) {
            writer.get(30, TimeUnit.SECONDS);
        }
        writers.shutdown();
    }

    private List<String> allPages(String query) {
        Response page = list(query);
        List<String> seen = new ArrayList<>(page.path("users.loginId"));
        while (page.path("next_cursor") != null) {
            page = list(query + "&cursor=" + page.path("next_cursor"));
            seen.addAll(page.path("users.loginId"));
        }
        return seen;
    }

    @ParameterizedTest
    @CsvSource({ "loginId", "name" })
    void pagesFollowEachOtherUnderWrites(String sort) {
        List<String> wanted = new ArrayList<>(List.of("admin"));
        IntStream.range(0, 23).forEach(i -> wanted.add(named("page-" + i, "Same", "Name-" + i % 3)));
        List<String> seen = new ArrayList<>();
        Response page = list("?limit=5&sort=" + sort);
        while (true) {
            seen.addAll(page.path("users.loginId"));
            String next = page.path("next_cursor");
            if (next == null) {
                break;
            }
            named("between-" + UUID.randomUUID(), "A", "A");
            page = list("?limit=5&sort=" + sort + "&cursor=" + next);
        }
        seen.removeIf(loginId -> loginId.startsWith("between-"));
        assertThat(seen.stream().sorted().toList(), is(wanted.stream().sorted().toList()));
    }

    @Test
    void namesAreSortedByLastThenFirstNameWithoutCaseAndAccents() {
        named("d", "Zoë", "Ärmel");
        named("c", "anna", "ARMEL");
        named("b", "Bob", "armel");
        named("a", "X", "Łukasz");
        assertThat(list("?sort=name").path("users.loginId"), is(List.of("admin", "c", "b", "d", "a")));
    }

    @ParameterizedTest
    @CsvSource({ "lukasz,a", "LUK,a", "ŁUKASZ,a", "zoe,b", "Zoë+kowa,b", "owalsk,'a,b'", "k,'a,b'", "ko,'a,b'", "ow,''",
            "@x.org,c",
            "strasse,c", "straße,c", "nothing,''", "155509,a", "zo+zoe,b", "%25%25%25,''", "a_b,d", "___,''", "c:%5C,d",
            "+++,'a,admin,b,c,d'",
            "ΟΔΟΣ,d", "οδοσ,d" })
    void wordsAreFoundAnywhereAndShortOnesAtTheBeginning(String q, String found) {
        create(Map.of("loginId", "a", "firstName", "Łukasz", "lastName", "Kowalski", "workPhone", "15550912"));
        create(Map.of("loginId", "b", "firstName", "Zoë", "lastName", "Kowalska"));
        create(Map.of("loginId", "c", "firstName", "Straße", "lastName", "X", "email", "me@x.org"));
        create(Map.of("loginId", "d", "firstName", "a_b", "lastName", "c:\\%", "email", "ΟΔΟΣ"));
        assertThat(list("?q=" + q).path("users.loginId"), is(found.isEmpty() ? List.of() : List.of(found.split(","))));
    }

    @Test
    void aSearchFindsWhatIsChanged() {
        String loginId = named("x", "Old", "Name");
        tenant.adminSends(Map.of("lastName", "Brandnew")).put("/user/" + loginId).then().statusCode(200);
        assertThat(list("?q=brandnew").path("users.loginId"), is(List.of("x")));
        assertThat(list("?q=name").path("users.loginId"), is(List.of()));
    }

    private record Somebody(String loginId, String team, List<String> roles, Map<String, Integer> skills, boolean disabled,
            boolean password) {
    }

    private static final Map<String, Predicate<Somebody>> FILTERS = Map.ofEntries(
            Map.entry("team=T0", u -> u.team.equals("T0")),
            Map.entry("team=T0&team=T1", u -> u.team.equals("T0") || u.team.equals("T1")),
            Map.entry("notTeam=T0", u -> !u.team.equals("T0")),
            Map.entry("role=R0", u -> u.roles.contains("R0")),
            Map.entry("role=R0&role=R1", u -> u.roles.contains("R0") || u.roles.contains("R1")),
            Map.entry("notRole=R0", u -> !u.roles.contains("R0")),
            Map.entry("skill=S0", u -> u.skills.containsKey("S0")),
            Map.entry("skill=S0:60", u -> u.skills.getOrDefault("S0", 0) >= 60),
            Map.entry("skill=S0:60&skill=S1", u -> u.skills.getOrDefault("S0", 0) >= 60 || u.skills.containsKey("S1")),
            Map.entry("notSkill=S0", u -> !u.skills.containsKey("S0")),
            Map.entry("disabled=true", u -> u.disabled),
            Map.entry("disabled=false", u -> !u.disabled),
            Map.entry("hasPassword=true", u -> u.password),
            Map.entry("hasPassword=false", u -> !u.password),
            Map.entry("lockedOut=false", u -> true),
            Map.entry("lockedOut=true", u -> false),
            Map.entry("lastLoginBefore=never", u -> true),
            Map.entry("lastLoginBefore=2020-01-01T00:00:00Z", u -> false),
            Map.entry("changedSince=2020-01-01T00:00:00Z", u -> true),
            Map.entry("createdSince=2100-01-01T00:00:00Z", u -> false),
            Map.entry("q=oracle", u -> true),
            Map.entry("q=e-1", u -> u.loginId.contains("e-1")));

    /** All filters, alone and in pairs, against the same rules in plain Java. */
    @Test
    void everyFilterAndEveryPairOfFiltersFindsWhatItShould() {
        List<Somebody> users = everybody();
        FILTERS.forEach((one, isOne) -> FILTERS.forEach((other, isOther) -> {
            if (one.compareTo(other) <= 0 && areApart(one, other)) {
                Response answer = list("?limit=1000&count=true&" + one + (one.equals(other) ? "" : "&" + other));
                List<String> found = answer.path("users.loginId");
                List<String> wanted = users.stream().filter(isOne.and(isOther)).map(Somebody::loginId).toList();
                assertThat(one + "&" + other, found.stream().filter(loginId -> !loginId.equals("admin")).toList(), is(wanted));
                assertThat(one + "&" + other, answer.path("total"), is(found.size()));
            }
        }));
    }

    /** Values of one filter are alternatives, so that a pair of them is not both. */
    private static boolean areApart(String one, String other) {
        return one.equals(other) || !one.substring(0, one.indexOf('=')).equals(other.substring(0, other.indexOf('=')));
    }

    private List<Somebody> everybody() {
        for (int i = 0; i < 3; i++) {
            tenant.admin().put("/team/T" + i).then().statusCode(200);
            tenant.admin().put("/skill/S" + i).then().statusCode(200);
            tenant.adminSends(Map.of()).put("/role/R" + i).then().statusCode(200);
        }
        Random random = new Random(7);
        return IntStream.range(0, 40).mapToObj(i -> somebody(random, "oracle-" + (10 + i))).toList();
    }

    private Somebody somebody(Random random, String loginId) {
        List<String> roles = IntStream.range(0, 3).filter(n -> random.nextInt(3) == 0).mapToObj(n -> "R" + n).toList();
        Map<String, Integer> skills = new TreeMap<>();
        IntStream.range(0, 3).filter(n -> random.nextBoolean()).forEach(n -> skills.put("S" + n, random.nextInt(101)));
        Somebody user =
                new Somebody(loginId, "T" + random.nextInt(3), roles, skills, random.nextInt(4) == 0, random.nextInt(3) == 0);
        create(Map.of("loginId", loginId, "firstName", "F", "lastName", "L", "team", user.team, "roles", roles, "skills",
                skills,
                "disabled", user.disabled));
        if (user.password) {
            TestDatabase.execute("update app_user set password_hash = 'x' where login_id = ? and tenant_id ="
                    + " (select id from tenant where name = ?)", loginId, tenant.name());
        }
        return user;
    }

    @Test
    void lockedUsersAreFound() {
        String loginId = tenant.created();
        for (int i = 0; i < 6; i++) {
            Api.requestToken(tenant.name(), loginId, "wrong").then().statusCode(401);
        }
        assertThat(list("?lockedOut=true").path("users.loginId"), is(List.of(loginId)));
        assertThat(list("?lockedOut=false").path("users.loginId"), is(List.of("admin")));
    }

    @Test
    void aUserIsFoundByItsUid() {
        String loginId = tenant.created();
        String uid = TestDatabase.value("select id from app_user where login_id = ?", loginId);
        assertThat(list("?uid=" + uid).path("users.loginId"), is(List.of(loginId)));
    }

    @Test
    void aSupervisorSeesAndCountsTheirTeamsAlone() {
        tenant.admin().put("/team/Other").then().statusCode(200);
        create(Map.of("loginId", "elsewhere", "team", "Other", "firstName", "E", "lastName", "E"));
        tenant.adminSends(Map.of("privileges", List.of("View users"))).put("/role/Viewer").then().statusCode(200);
        String supervisor = tenant.created("Viewer");
        tenant.superviseStaff(supervisor);
        Response seen = Api.as(tenant.name(), supervisor).get("/user?count=true");
        assertThat(seen.path("users.loginId"), is(List.of("admin", supervisor)));
        assertThat(seen.path("total"), is(2));
        for (String query : List.of("team=Other", "q=elsewhere", "uid="
                + TestDatabase.value("select id from app_user where login_id = 'elsewhere' and tenant_id ="
                        + " (select id from tenant where name = ?)", tenant.name()))) {
            Api.as(tenant.name(), supervisor).get("/user?count=true&" + query).then().statusCode(200).body("users", hasSize(0))
                    .body("total", is(0));
        }
    }

    @Test
    void anotherTenantsUsersAreNotThere() {
        String loginId = SmallTenant.create().created();
        list("?q=" + loginId).then().body("users", hasSize(0));
        list("?uid=" + TestDatabase.value("select id from app_user where login_id = ?", loginId)).then()
                .body("users", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({ "limit=0,limit", "limit=1001,limit", "limit=x,limit", "cursor=!,cursor", "cursor=YQ,cursor", "sort=age,sort",
            "count=yes,count", "include=password,include", "disabled=no,disabled", "lockedOut=1,lockedOut",
            "hasPassword=x,hasPassword",
            "lastLoginBefore=yesterday,lastLoginBefore", "changedSince=2026,changedSince", "createdSince=1,createdSince",
            "uid=7,uid", "teem=Sales,teem", "q=a%00b,q" })
    void badParametersAreNamed(String query, String field) {
        list("?" + query).then().statusCode(400).body("violations[0].field", is(field));
    }

    @Test
    void aLongSearchIsRefusedUnread() {
        list("?q=" + "Σ".repeat(256)).then().statusCode(400).body("violations[0].message",
                is("is longer than 255 characters"));
    }

    @Test
    void anEmptyParameterIsAbsent() {
        list("?q=&team=&role=&skill=&disabled=&uid=&sort=&count=&include=&cursor=&limit=").then().statusCode(200)
                .body("users", hasSize(1));
    }

    @Test
    void unknownNamesAreNotFound() {
        list("?team=Nowhere").then().statusCode(404).body("error_description", is("user team not found"));
        list("?notRole=Nothing").then().statusCode(404).body("error_description", is("Role not found"));
        list("?skill=Juggling:50").then().statusCode(404).body("error_description", is("Skill not found"));
    }

    @Test
    void aCursorOfOtherFiltersIsRefused() {
        tenant.created();
        String cursor = list("?limit=1").path("next_cursor");
        list("?limit=1&cursor=" + cursor).then().statusCode(200);
        list("?limit=1&disabled=false&cursor=" + cursor).then().statusCode(400).body("violations[0].message",
                startsWith("belongs to another list"));
        list("?limit=1&sort=name&cursor=" + cursor).then().statusCode(400);
    }

    @Test
    void totalsAreExactToTenThousand() {
        many("many-", 9999, "many");
        list("?limit=1&count=true").then().body("total", is(10_000)).body("total_is", nullValue());
        list("?limit=1&count=true&q=many").then().body("total", is(9999));
        tenant.created();
        list("?limit=1&count=true").then().body("total", is(10_000)).body("total_is", is("at_least"));
    }

    /**
     * All users that match come first, come last, are few, or are one in a thousand: however they are found, the pages are those
     * of a sorted list.
     */
    @ParameterizedTest
    @ValueSource(strings = { "first", "last", "rare", "spread" })
    void pagesOfASearchAreInOrderHoweverManyMatch(String word) {
        many("a-", 21_000, "first");
        TestDatabase.execute("update app_user set search_text = 'spread' where login_key like 'a-%500' and tenant_id ="
                + " (select id from tenant where name = ?)", tenant.name());
        many("m-", 10, "rare");
        many("z-", 6000, "last");
        List<String> wanted = TestDatabase.column("""
                select login_id from app_user u join tenant t on t.id = u.tenant_id
                where t.name = ? and search_text = ? order by login_key limit 12""", tenant.name(), word);
        Response page = list("?limit=6&q=" + word);
        List<String> seen = new ArrayList<>(page.path("users.loginId"));
        seen.addAll(list("?limit=6&q=" + word + "&cursor=" + page.path("next_cursor")).path("users.loginId"));
        assertThat(seen, is(wanted));
    }

    private void many(String login, int number, String searchText) {
        TestDatabase.execute("""
                insert into app_user (tenant_id, id, login_id, login_key, first_name, last_name, team_id, extension, disabled,
                    change_password, credential_version, version, modified_at, name_key, search_text)
                select t.id, gen_random_uuid(), l.login, l.login, 'F', 'L', s.id, l.login, false, false, 1, 1, now(), 'l', ?
                from tenant t join team s on s.tenant_id = t.id, (select ? || n as login from generate_series(1, ?) n) l
                where t.name = ?""", searchText, login, number, tenant.name());
    }

    @Test
    void accessAndLoginInfoComeWhenAskedFor() {
        assertThat(list("?include=access").asString(),
                matchesPattern(".*\"etag\":\"\\\\\"1[-.0-9a-f]*\\\\\"\",\"access\":\\{\"can\":false,"
                        + "\"why\":\"no_password\",\"secretsLocked\":false\\}\\}\\]\\}"));
        list("?include=loginInfo,access&include=access").then().statusCode(200).body("users[0].access.can", is(false));
    }

    private String named(String loginId, String firstName, String lastName) {
        create(Map.of("loginId", loginId, "firstName", firstName, "lastName", lastName));
        return loginId;
    }

    private void create(Map<String, Object> attributes) {
        Map<String, Object> user = tenant.somebody();
        user.putAll(attributes);
        tenant.adminSends(user).post("/user").then().statusCode(200);
    }

    private Response list(String query) {
        Response answer = tenant.admin().get("/user" + query);
        answer.then().header("Content-Type", is("application/json"));
        return answer;
    }
}

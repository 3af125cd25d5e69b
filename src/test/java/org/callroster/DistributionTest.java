package org.callroster;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import org.callroster.SentStatements.Sent;
import org.callroster.bearer.CallerRepository;
import org.callroster.idempotency.KeptAnswers;
import org.callroster.lock.Credential;
import org.callroster.lock.LockService;
import org.callroster.lock.LoginAttempt;
import org.callroster.lock.Reservation;
import org.callroster.lock.Subject;
import org.callroster.retention.AuditRetention;
import org.callroster.secret.SecretService;
import org.callroster.tenant.Tenant;
import org.callroster.user.UserChangeService;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The tables can be distributed by tenant, and every statement then goes to one place (docs/scaling.md). Statements that touch no
 * table, health's and those that take a lock by name, may go anywhere.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DistributionTest {

    /** No tenant's, so there is a copy on each node: the tenants themselves, and the keys that sign for all of them. */
    private static final Set<String> SHARED = Set.of("tenant", "signing_key");

    private static final String PASSWORD = "Plenty of rope, 42 m";

    private static final String SHARED_OR_FLYWAYS = "('tenant', 'signing_key', 'flyway_schema_history')";

    /** Touches no table, or only the server's own. */
    private static final Pattern CONTROL =
            Pattern.compile("(?s)begin|commit|rollback|set local .*|fetch \\d+ from export|select current_setting.*",
                    Pattern.CASE_INSENSITIVE);

    /** A part that writes beside another part; a subquery or the time in an upsert's update or in what it returns. */
    private static final Pattern REFUSED = Pattern.compile(
            "\\bas \\(\\s*(insert|update|delete)\\b|\\b(do update|returning)\\b.*(\\(\\s*select\\b|\\bnow\\(|timestamp\\b)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern NAMED = Pattern.compile("\\btenant_id = (\\$\\d+)\\b");
    private static final Pattern INSERTED = Pattern.compile("(\\$\\d+)|.*\\btenant_id");

    @Inject
    CallerRepository callers;

    @Inject
    SecretService secrets;

    @Inject
    LockService locks;

    @Inject
    UserChangeService users;

    @Inject
    AuditRetention audit;

    @Inject
    KeptAnswers answers;

    /** Whatever other tests have sent by now counts as well, and what the start of the service has. */
    @Test
    void everyStatementOfEveryCallNamesOneTenant() throws Throwable {
        SmallTenant tenant = SmallTenant.create();
        Walk walk = new Walk(RestAssured.port, tenant.name(), Api.newSecret(tenant.name(), "admin"));
        assertEquals(ContractCalls.everywhere(), walk.everyCall());
        whatTakesTime(tenant);
        beyondTheCalls(new Tenant(
                UUID.fromString(TestDatabase.value("select id from tenant where name = ?", tenant.name())), tenant.name()));
        Set<String> tables = new TreeSet<>();
        Map<String, String> strays = new LinkedHashMap<>();
        for (Sent sent : SentStatements.all()) {
            if (isPlanned(sent.sql())) {
                Plan plan = Plan.of(sent);
                tables.addAll(plan.tables);
                plan.stray().ifPresent(why -> strays.put(sent.sql(), why));
            }
            if (REFUSED.matcher(sent.sql()).find()) {
                strays.put(sent.sql(), "refused by Citus");
            }
        }
        assertEquals(Map.of(), strays);
        assertEquals(tenantsTables(), tables);
    }

    private static boolean isPlanned(String sql) {
        return !CONTROL.matcher(sql).matches();
    }

    /** A session is extended, and a user is disabled who was away for longer than the policy of the walk allows. */
    private static void whatTakesTime(SmallTenant tenant) {
        Map<String, Object> user = tenant.somebody("Everything");
        user.put("password", PASSWORD);
        tenant.adminSends(user).post("/user").then().statusCode(200);
        String session = login(tenant, user).then().statusCode(200).extract().path("session_id");
        TestDatabase.execute("update session set extended_at = extended_at - interval '5 minutes'");
        given().queryParam("session_id", session).get("/session_check").then().statusCode(200);
        TestDatabase.execute("""
                update app_user set created_at = now() - interval '31 days', enabled_at = null, last_login_at = null
                where login_id = ?""", user.get("loginId"));
        login(tenant, user).then().statusCode(403);
        tenant.adminSends(Map.of("disabled", false)).put("/user/" + user.get("loginId")).then().statusCode(200);
    }

    private static Response login(SmallTenant tenant, Map<String, Object> user) {
        return given().contentType(ContentType.JSON).body(Map.of("domain", tenant.name(), "username", user.get("loginId"),
                "password", PASSWORD, "application", "agentdesktop")).post("/session_login");
    }

    /** Tokens of other issuers, the commands, and a password that too many others wait before. */
    private void beyondTheCalls(Tenant tenant) throws Throwable {
        done(() -> callers.of(tenant.name(), "admin"));
        done(() -> secrets.makeReplacingOldest(tenant, "admin", "console"));
        done(() -> locks.unlock(tenant, "admin", "console"));
        done(() -> users.enable(tenant, "admin", "console"));
        TestDatabase.execute("update audit set at = at - interval '401 days' where tenant_id = ?", tenant.id());
        done(() -> audit.trim(tenant, "retention"));
        done(() -> answers.sweep(tenant));
        done(() -> locks.giveBack(new LoginAttempt(Subject.unknownLogin(tenant, "nobody"), "nobody", Credential.PASSWORD,
                InetAddress.getLoopbackAddress()), new Reservation(UUID.randomUUID(), Reservation.State.GRANTED)));
    }

    private static <T> T done(Supplier<Uni<T>> call) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(call);
    }

    @Test
    void everyKeyAndIndexBeginsWithTheTenant() {
        assertEquals(List.of(), TestDatabase.column("""
                select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
                left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
                where c.relnamespace = 'public'::regnamespace and a.attname is distinct from 'tenant_id'
                    and c.relname not in\s""" + SHARED_OR_FLYWAYS));
        assertEquals(List.of(), TestDatabase.column("""
                select relname from pg_class c where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
                    and not exists (select 1 from pg_constraint where conrelid = c.oid and contype = 'p')"""));
    }

    /** A reference to a table that is on each node may have any form. */
    @Test
    void everyForeignKeyStaysWithinTheTenant() {
        assertEquals(List.of(), TestDatabase.column("""
                select conname from pg_constraint f
                join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
                join pg_attribute b on b.attrelid = f.confrelid and b.attnum = f.confkey[1]
                where f.contype = 'f' and f.connamespace = 'public'::regnamespace
                    and (a.attname <> 'tenant_id' or f.confdeltype = 'n'
                        or b.attname <> 'tenant_id' and f.confrelid not in ('tenant'::regclass, 'signing_key'::regclass))"""));
    }

    @Test
    void noSequenceTriggerOrFunctionIsShared() {
        assertEquals(List.of(), TestDatabase.column("""
                select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace
                union all select tgname from pg_trigger where not tgisinternal
                union all select proname from pg_proc f where pronamespace = 'public'::regnamespace and not exists (
                    select 1 from pg_depend d where d.objid = f.oid and d.deptype = 'e')"""));
    }

    /** In an order in which every table comes after those it refers to. */
    @Test
    void theDocumentDistributesEveryTable() throws IOException {
        String document = Files.readString(Path.of("docs", "scaling.md"));
        List<String> distributed = Pattern.compile("create_distributed_table\\('(\\w+)', 'tenant_id'").matcher(document)
                .results().map(call -> call.group(1)).toList();
        assertEquals(tenantsTables(), new TreeSet<>(distributed));
        TestDatabase.column("select conrelid::regclass || ' ' || confrelid::regclass from pg_constraint where contype = 'f'")
                .stream().map(reference -> reference.split(" ")).filter(tables -> !SHARED.contains(tables[1]))
                .forEach(tables -> assertTrue(distributed.indexOf(tables[1]) < distributed.indexOf(tables[0]), tables[0]));
    }

    private static Set<String> tenantsTables() {
        return new TreeSet<>(TestDatabase.column("""
                select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
                    and relname not in\s""" + SHARED_OR_FLYWAYS));
    }

    /** How PostgreSQL would read a statement's tables, whatever its parameters are; a distributed database decides by the same. */
    private static final class Plan {

        private final Set<String> tables = new TreeSet<>();
        private final Set<String> parameters = new TreeSet<>();
        private final Set<String> unnamed = new TreeSet<>();
        private final Sent sent;

        private Plan(Sent sent) {
            this.sent = sent;
        }

        static Plan of(Sent sent) throws JsonProcessingException {
            Plan plan = new Plan(sent);
            plan.read(new ObjectMapper().readTree(TestDatabase.plan(sent.sql())).path(0).path("Plan"));
            return plan;
        }

        private void read(JsonNode node) {
            String table = node.path("Relation Name").asText();
            if (!table.isEmpty() && !SHARED.contains(table)) {
                tables.add(table);
                look(node, table);
            }
            node.path("Plans").forEach(this::read);
        }

        /** What an update or delete changes it reads, too. */
        private void look(JsonNode node, String table) {
            String operation = node.path("Operation").asText();
            if (operation.isEmpty() || operation.equals("Insert")) {
                Matcher named = operation.isEmpty() ? NAMED.matcher(conditions(node)) : INSERTED.matcher(firstColumn(node));
                if (!(operation.isEmpty() ? named.find() : named.matches())) {
                    unnamed.add(table);
                } else if (named.group(1) != null) {
                    parameters.add(named.group(1));
                }
            }
        }

        private static String conditions(JsonNode scan) {
            return Stream.of("Index Cond", "Recheck Cond", "Filter").map(name -> scan.path(name).asText())
                    .collect(Collectors.joining(" "));
        }

        /** The tenant is the first column of every table. */
        private static String firstColumn(JsonNode insert) {
            JsonNode source = child(insert, "Outer");
            while (source.path("Node Type").asText().equals("Subquery Scan")) {
                source = child(source, "Subquery");
            }
            return source.path("Output").path(0).asText();
        }

        private static JsonNode child(JsonNode node, String relation) {
            return StreamSupport.stream(node.path("Plans").spliterator(), false)
                    .filter(child -> child.path("Parent Relationship").asText().equals(relation)).findFirst().orElseThrow();
        }

        Optional<String> stray() {
            Set<String> ids = parameters.stream().map(parameter -> sent.ids().get(parameter)).collect(Collectors.toSet());
            return unnamed.isEmpty() && ids.size() <= 1 ? Optional.empty()
                    : Optional.of("without tenant: " + unnamed + ", tenants: " + ids);
        }
    }
}

package org.callroster.scim.user;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.profile.ProvisionedRow;
import org.callroster.scim.ListParameters;
import org.callroster.scim.Scim;
import org.callroster.tenant.Tenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** Among 200,000 users, an index answers a filter, or the filter is refused. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FilterPlansTest {

    private static final int USERS = 200_000;

    private static SmallTenant tenant;

    @BeforeAll
    static void many() {
        tenant = SmallTenant.create();
        TestDatabase.execute("insert into team select id, gen_random_uuid(), 'Few' from tenant where name = ?", tenant.name());
        TestDatabase.execute(
                """
                insert into app_user (tenant_id, id, login_id, login_key, first_name, last_name, team_id, extension, disabled,
                    change_password, credential_version, version, modified_at, name_key, search_text, external_id, compared)
                select t.id, gen_random_uuid(), 'u' || n, 'u' || n, 'F' || n, 'L' || n, s.id, n + 1000, false, false, 1, 1,
                    timestamptz '2026-01-01' + n * interval '1 second', 'l', E'\\nu' || n || E'\\nf' || n || E'\\nl' || n,
                    'x' || n, 'f' || n || E'\\nl' || n || E'\\n\\n'
                from tenant t join team s on s.tenant_id = t.id and s.name = 'Staff', generate_series(1, ?) n where t.name = ?""",
                USERS, tenant.name());
        TestDatabase.execute("analyze app_user");
        TestDatabase.execute("select brin_summarize_new_values('app_user_changed')");
    }

    /** Other tests look at all users of all tenants. */
    @AfterAll
    static void gone() {
        TestDatabase.execute(
                "delete from app_user u using tenant t where t.id = u.tenant_id and t.name = ? and login_id <> 'admin'",
                tenant.name());
        TestDatabase.execute("analyze app_user");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "userName eq \"u77\"|app_user_login_key",
            "userName sw \"u7777\"|app_user_",
            "id eq \"019ab1c2-7d34-7e5f-8a6b-1c2d3e4f5a6b\"|app_user_pkey",
            "externalId eq \"x77\"|app_user_by_external_id",
            "emails eq \"a@example.com\"|app_user_search",
            "emails.value sw \"a@example\"|app_user_search",
            "emails[type eq \"work\"].value eq \"a@example.com\"|app_user_search",
            "displayName eq \"Somebody\"|app_user_search",
            "name.familyName eq \"L77\"|app_user_search",
            "name.givenName sw \"F777\"|app_user_search",
            "meta.lastModified gt \"2026-01-03T07:30:00Z\"|app_user_changed",
            "meta.lastModified eq \"2026-01-02T00:00:00Z\"|app_user_changed",
            "groups.value eq \"019ab1c2-7d34-7e5f-8a6b-1c2d3e4f5a6b\"|app_user_by_team",
            "groups eq \"019ab1c2-7d34-7e5f-8a6b-1c2d3e4f5a6b\"|app_user_by_team",
            "groups.display eq \"Few\"|app_user_by_team",
            "roles eq \"Everything\"|user_role",
            "roles.value eq \"Everything\" and active eq true|user_role",
            "urn:ietf:params:scim:schemas:extension:callroster:2.0:User:skills[value eq \"English\" and level ge 50]|user_skill",
            "urn:ietf:params:scim:schemas:extension:callroster:2.0:User:team eq \"Few\"|app_user_by_team",
            "urn:ietf:params:scim:schemas:extension:callroster:2.0:User:extension eq \"1077\"|app_user_extension_key",
            "phoneNumbers[type eq \"extension\"].value eq \"77\"|app_user_search",
            "userName eq \"u77\" or externalId eq \"x78\"|app_user_by_external_id",
            "userName eq \"u77\" and not (title pr)|app_user_login_key",
            "emails co \"@example.com\"|app_user_search" })
    void anIndexAnswersTheFilter(String filter, String index) {
        String plan = plan(filter);
        assertThat(plan, containsString(index));
        assertThat(plan, not(containsString("Seq Scan on app_user")));
        Scim.of(tenant).find("Users", filter).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~',
            value = { "active eq false|", "title eq \"x\"|", "not (userName eq \"u1\")|",
                    "userName ne \"u1\"|", "externalId pr|", "userName eq \"u1\" or active eq false|",
                    "meta.created gt \"2026-01-01T00:00:00Z\"|",
                    "userName co \"u1\"|", "addresses.locality eq \"Bern\"|" })
    void otherFiltersAreRefused(String filter, String nothing) {
        Scim.of(tenant).find("Users", filter).then().statusCode(400).body("scimType", is("tooMany"))
                .body("detail", containsString("index"));
    }

    @Test
    void soAreOtherOrders() {
        Scim.of(tenant).get("/Users?sortBy=displayName").then().statusCode(400).body("scimType", is("tooMany"));
        Scim.of(tenant).get("/Users?sortBy=displayName&filter=" + Api.path("userName sw \"u77\"")).then().statusCode(200);
        Scim.of(tenant).get("/Users?sortBy=userName&startIndex=150000&count=2").then().statusCode(200)
                .body("totalResults", is(USERS + 1)).body("itemsPerPage", is(2));
        Scim.of(tenant).get("/Users?cursor=&count=1").then().statusCode(200).body("totalResults", is(nullValue()));
    }

    private static String plan(String filter) {
        ListParameters wanted = new ListParameters(filter, null, null, null, null, null, null, null);
        UUID id = UUID.fromString(TestDatabase.value("select id from tenant where name = ?", tenant.name()));
        UserQuery query =
                new UserQuery(new Tenant(id, tenant.name()), wanted, ProvisionedRow.Selection.ALL_BUT_LOCK, null, 20_000);
        String sql = query.sql();
        Object[] parameters = query.parameters();
        for (int i = parameters.length; i > 0; i--) {
            sql = sql.replace("$" + i, literal(parameters[i - 1]));
        }
        try (Connection connection = TestDatabase.connection(); Statement statement = connection.createStatement();
                ResultSet lines = statement.executeQuery("explain " + sql)) {
            StringBuilder plan = new StringBuilder();
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
            return plan.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String literal(Object value) {
        return value instanceof Integer ? value.toString()
                : value instanceof UUID ? "uuid '" + value + "'"
                : value instanceof String text
                        ? "e'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"
                : value instanceof Boolean ? value.toString() : "timestamptz '" + value + "'";
    }
}

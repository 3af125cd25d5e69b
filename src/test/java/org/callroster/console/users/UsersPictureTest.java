package org.callroster.console.users;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.console.ConsoleClient;
import org.callroster.console.browser.Axe;
import org.callroster.console.browser.Browser;
import org.callroster.console.browser.Visit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;

import io.quarkus.test.junit.QuarkusTest;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Takes the picture in docs/console.md: the users of the example, as the help desk sees them at nine in the morning. */
@QuarkusTest
@Tag("browser")
class UsersPictureTest {

    @RegisterExtension
    static final Browser BROWSER = Browser.withScripts();

    private static final Path PICTURE = Path.of("target", "pictures", "console.png");

    private SmallTenant tenant;

    @BeforeEach
    void thereIsTheContactCentreOfTheExample() throws IOException {
        tenant = Visit.tenant();
        JsonNode centre = new ObjectMapper().readTree(Path.of("examples", "example.com.json").toFile());
        centre.get("teams").forEach(team -> tenant.admin().put("/team/" + Api.path(team.asText())));
        centre.get("skills").forEach(skill -> tenant.admin().put("/skill/" + Api.path(skill.asText())));
        List<String> roles = List.of("Agent", "Supervisor", "System Administrator", "Directory Editor", "HR Integration",
                "Phone Directory", "Quality Analyst");
        roles.forEach(
                role -> tenant.adminSends(Map.of("privileges", List.of("Use agent desktop"))).put("/role/" + Api.path(role)));
        String lines = StreamSupport.stream(centre.get("users").spliterator(), false).map(UsersPictureTest::line)
                .filter(line -> !line.contains("\"admin\"")).collect(Collectors.joining("\n"));
        tenant.admin().contentType("application/x-ndjson").header("Prefer", "wait").body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/bulk/user?mode=create")
                .then().statusCode(200);
        List.of("anna.schmidt", "carlos.mendoza").forEach(this::lock);
    }

    @Test
    void theUsersOfTheExampleAreShown() throws IOException {
        Page page = Visit.admin(BROWSER, tenant, "/console/users");
        page.setViewportSize(1280, 800);
        page.waitForSelector("text=Anna Schmidt");
        Axe.assertAccessible(page);
        assertEquals(2, page.locator("button:has-text('Unlock')").count());
        Files.createDirectories(PICTURE.getParent());
        page.screenshot(new ScreenshotOptions().setPath(PICTURE));
    }

    private static String line(JsonNode user) {
        ObjectNode line = user.deepCopy();
        line.remove(List.of("apiSecret", "supervisedTeams"));
        return line.put("password", Visit.PASSWORD).toString();
    }

    private void lock(String login) {
        for (int i = 0; i < 6; i++) {
            ConsoleClient.form(ConsoleClient.anonymous(), "tenant", tenant.name(), "login", login, "password", "wrong")
                    .post("/login").then().statusCode(401);
        }
    }
}

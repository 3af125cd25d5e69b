package org.callroster.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.callroster.installation.StartRefused;
import org.callroster.policy.PolicyFloor;
import org.callroster.policy.PolicyFloorConfig;
import org.callroster.policy.PolicySettings;
import org.callroster.tenant.Tenant;
import org.callroster.values.JsonRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.config.SmallRyeConfigBuilder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Bootstrap files: what is refused, with messages that name file, line and field. */
class ContactCentreFileTest {

    /** One value per line, so that the line identifies the field. */
    private static final String GOOD = """
            {
              "tenant": "example.com",
              "extensionPool": {"first": 1000,
                "last": 1999},
              "teams": ["Sales",
                "Billing"],
              "skills": ["English",
                "French"],
              "roles": [
                {"name": "Editor",
                 "privileges": ["Manage teams"]}],
              "users": [
                {"loginId": "ann", "firstName": "Ann", "lastName": "A", "team": "Sales",
                 "extension": "1000",
                 "skills": {"English": 50},
                 "roles": ["Editor", "Agent"],
                 "apiSecret": "a-secret-of-forty-one-characters-or-more-0",
                 "supervisedTeams": ["Billing"]},
                {"loginId": "bob", "firstName": "Bob", "lastName": "B", "team": "Billing",
                 "extension": "1001"}],
              "accessNumbers": [
                {"number": "14155550100", "media": "voice", "type": "unassigned"}]
            }
            """;

    private static final PolicyFloor NO_FLOOR = floor(Map.of());

    @TempDir
    Path folder;

    private final ObjectMapper json = new ObjectMapper();

    ContactCentreFileTest() {
        new JsonRules().customize(json);
    }

    @Test
    void goodFileIsRead() throws IOException {
        ContactCentre centre = read(GOOD).get(0).centre();
        assertEquals("example.com", centre.tenant());
        assertEquals(List.of("Sales", "Billing"), centre.teams());
        assertEquals(2, centre.users().size());
        assertEquals(Map.of("English", 50), centre.users().get(0).skills());
    }

    @Test
    void secretsAndPasswordsAreReadWithoutTheLineEndAfterThem() throws IOException {
        ContactCentre.Member ann = read(GOOD.replace("more-0\"", "more-0\\n\", \"password\": \"seven lazy zebras\\r\\n\""))
                .get(0).centre().users().get(0);
        assertEquals("a-secret-of-forty-one-characters-or-more-0", ann.apiSecret());
        assertEquals("seven lazy zebras", ann.password());
    }

    @Test
    void whatIsAbsentIsEmptyAndThePoolIsTheUsualOne() throws IOException {
        ContactCentre centre = read("{\"tenant\":\"a\"}").get(0).centre();
        assertEquals(new ContactCentre.Pool(1000L, 999_999L), centre.extensionPool());
        assertEquals(List.of(), centre.users());
        assertEquals(List.of(), centre.accessNumbers());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "teams": ["Sales",              | "teams": ["Sales" "x",                | 5  | malformed JSON at line 5, column 21
            "tenant": "example.com",        | "tenant": "example.com", "tenant": "b", | 2 | malformed JSON: duplicate key 'tenant' at line 2, column 36
            "tenant": "example.com",        | "tenant": "a", "colour": "red",       | 2  | colour is unknown
            "tenant": "example.com",        | "tenant": 7,                          | 2  | tenant must be a string
            "tenant": "example.com",        | "tenant": "",                         | 2  | tenant is empty
            "tenant": "example.com",        | "tenant": "https://",                 | 2  | tenant names no host
            "tenant": "example.com",        |                                       | 1  | tenant is missing
            "tenant": "example.com",        | "tenant": "a", "securityPolicy": {"minPasswordLength": 7}, | 2 | securityPolicy.minPasswordLength must be from 8 to 64
            "tenant": "example.com",        | "tenant": "a", "securityPolicy": {"minLength": 9}, | 2 | securityPolicy.minLength is unknown
            "tenant": "example.com",        | "tenant": "a", "securityPolicy": {"minPasswordLength": "x"}, | 2 | securityPolicy.minPasswordLength must be a whole number
            "tenant": "example.com",        | "tenant": "a", "securityPolicy": 9,   | 2  | securityPolicy has the wrong type
            "last": 1999                    | "last": 999                           | 3  | extensionPool must go up from first to last, in at most 15 digits
            "last": 1999                    | "last": 1000000000000000              | 3  | extensionPool must go up from first to last, in at most 15 digits
            "last": 1999                    | "lost": 1999                          | 4  | extensionPool.lost is unknown
            "Billing"],                     | "Sales", "Billing"],                  | 6  | teams[1] is listed twice: Sales
            "French"]                       | " French"]                            | 8  | skills[1] has leading or trailing spaces
            "privileges": ["Manage teams"]  | "privileges": ["Manage it"]           | 11 | roles[0].privileges[0] is not a privilege: Manage it
            "name": "Editor",               | "name": "",                           | 10 | roles[0].name is empty
            "loginId": "bob",               | "loginId": "ANN",                     | 19 | users[1].loginId is listed twice
            "extension": "1001"             | "extension": "1000"                   | 20 | users[1].extension is listed twice
            "extension": "1001"             | "extension": "x"                      | 20 | users[1].extension must be 1 to 16 digits
            "team": "Billing",              | "team": "Returns",                    | 19 | users[1].team names an unknown team: Returns
            "team": "Billing",              |                                       | 19 | users[1].team is missing
            "English": 50                   | "English": 101                        | 15 | users[0].skills.English must be from 0 to 100
            "English": 50                   | "Dutch": 50                           | 15 | users[0].skills names an unknown skill: Dutch
            "roles": ["Editor", "Agent"]    | "roles": ["Boss"]                     | 16 | users[0].roles names an unknown role: Boss
            "supervisedTeams": ["Billing"]  | "supervisedTeams": ["X"]              | 18 | users[0].supervisedTeams names an unknown team: X
            -characters-or-more-0           | -characters                           | 17 | users[0].apiSecret is shorter than 41 characters
            -or-more-0                      | -or-more\\\\n\\\\n                    | 17 | users[0].apiSecret is shorter than 41 characters
            "apiSecret"                     | "password": "short", "apiSecret"      | 17 | users[0].password is shorter than 12 characters
            "apiSecret"                     | "password": "At EXAMPLE.com", "apiSecret" | 17 | users[0].password contains the login id, a name of the user or the name of the tenant
            "apiSecret"                     | "password": "FinalFantasy", "apiSecret" | 17 | users[0].password is a common password
            "number": "14155550100",        |                                       | 22 | accessNumbers[0].number is missing
            """)
    void faultIsNamedByFileLineAndField(String good, String bad, int line, String message) throws IOException {
        assertTrue(GOOD.contains(good), good);
        String text = GOOD.replaceFirst(java.util.regex.Pattern.quote(good), bad == null ? "" : bad);
        assertEquals(refusalOf(folder.resolve("a.json") + ", line " + line + ": " + message), refusal(text));
    }

    @Test
    void aSecretMayBeTooLong() throws IOException {
        String text = GOOD.replace("a-secret-of-forty-one-characters-or-more-0", "a".repeat(256));
        assertEquals(refusalOf(folder.resolve("a.json") + ", line 17: users[0].apiSecret is longer than 255 characters"),
                refusal(text));
    }

    @Test
    void nothingButAnObjectIsAContactCentre() {
        for (String text : new String[] { "", "null", "[]", "7", "\"a\"" }) {
            String refusal = refusal(text);
            assertTrue(refusal.startsWith(refusalOf(folder.resolve("a.json").toString())), refusal);
        }
    }

    @Test
    void fileThatIsMissingIsNamed() {
        Path missing = folder.resolve("missing.json");
        StartRefused refused =
                assertThrows(StartRefused.class, () -> ContactCentreFile.readAll(missing, json));
        assertTrue(refused.getMessage().contains(missing.toString()), refused.getMessage());
    }

    @Test
    void folderIsReadInNameOrderAndOnlyItsJsonFiles() throws IOException {
        Files.writeString(folder.resolve("b.json"), "{\"tenant\":\"second\"}");
        Files.writeString(folder.resolve("a.json"), "{\"tenant\":\"first\"}");
        Files.writeString(folder.resolve("README.txt"), "no JSON");
        List<String> tenants =
                ContactCentreFile.readAll(folder, json).stream().map(f -> f.centre().tenant()).toList();
        assertEquals(List.of("first", "second"), tenants);
    }

    @Test
    void emptyFolderDescribesNothing() {
        assertEquals(List.of(), ContactCentreFile.readAll(folder, json));
    }

    @Test
    void exampleIsGood() {
        ContactCentreFile file = ContactCentreFile.readAll(Path.of("examples/example.com.json"), json).get(0);
        file.check(NO_FLOOR);
        ContactCentre centre = file.centre();
        assertEquals("example.com", Tenant.canonical(centre.tenant()));
        assertEquals(30, centre.users().size());
    }

    @Test
    void itsPolicyIsReadAndItsPasswordsAreCheckedAgainstIt() throws IOException {
        String sample = GOOD.replace("\"apiSecret\"", "\"password\": \"$$$999aaa\", \"apiSecret\"");
        assertEquals(refusalOf(folder.resolve("a.json") + ", line 17: users[0].password is shorter than 12 characters"),
                refusal(sample));
        ContactCentre centre = read(sample.replace("\"tenant\"", "\"securityPolicy\": {\"minPasswordLength\": 9}, \"tenant\""))
                .get(0).centre();
        assertEquals(9, centre.securityPolicy().minPasswordLength());
        assertEquals(PolicySettings.NONE, read(GOOD).get(0).centre().securityPolicy());
    }

    @Test
    void itsPolicyIsNoLooserThanTheFloor() throws IOException {
        ContactCentreFile file = ContactCentreFile.readAll(Files.writeString(folder.resolve("a.json"),
                "{\"tenant\": \"a\", \"securityPolicy\": {\"lockoutEnabled\": true,\n\"minPasswordLength\": 14}}"), json)
                .get(0);
        file.check(floor(Map.of("min-password-length", "14")));
        StartRefused refused = assertThrows(StartRefused.class, () -> file.check(floor(Map.of("min-password-length", "15"))));
        assertEquals(refusalOf(folder.resolve("a.json") + ", line 2: securityPolicy.minPasswordLength is looser than this "
                + "installation allows: at least 15"), refused.getMessage());
    }

    @Test
    void passwordsAreCheckedAgainstTheFloorWhereThePolicySaysNothing() throws IOException {
        ContactCentreFile file = ContactCentreFile.readAll(Files.writeString(folder.resolve("a.json"),
                GOOD.replace("\"apiSecret\"", "\"password\": \"twelve chars\", \"apiSecret\"")), json).get(0);
        file.check(NO_FLOOR);
        assertThrows(StartRefused.class, () -> file.check(floor(Map.of("min-password-length", "15"))));
    }

    @Test
    void fileOfTheGuideForMovingOverIsGood() throws IOException {
        String guide = Files.readString(Path.of("docs", "moving-over.md"));
        String file = guide.substring(guide.indexOf("<<'EOF'") + 7, guide.indexOf("\nEOF\n"));
        assertEquals(9, read(file).get(0).centre().securityPolicy().minPasswordLength());
    }

    private static PolicyFloor floor(Map<String, String> settings) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder().withMapping(PolicyFloorConfig.class);
        settings.forEach((name, value) -> config.withDefaultValue("callroster.policy-floor." + name, value));
        return new PolicyFloor(config.build().getConfigMapping(PolicyFloorConfig.class));
    }

    private String refusal(String text) {
        return assertThrows(StartRefused.class, () -> read(text), text).getMessage();
    }

    private static String refusalOf(String reason) {
        return "Callroster can't start: " + reason;
    }

    private List<ContactCentreFile> read(String text) throws IOException {
        List<ContactCentreFile> files = ContactCentreFile.readAll(Files.writeString(folder.resolve("a.json"), text), json);
        files.forEach(file -> file.check(NO_FLOOR));
        return files;
    }
}

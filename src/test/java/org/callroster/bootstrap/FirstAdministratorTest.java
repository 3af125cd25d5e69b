package org.callroster.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.callroster.installation.InstallationConfig;
import org.callroster.installation.StartRefused;
import org.callroster.installation.TrimmedSecrets;
import org.callroster.policy.PolicyFloor;
import org.callroster.policy.PolicyFloorConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the first administrator gets: from the settings, or generated. */
class FirstAdministratorTest {

    private static final String SECRET = "a-secret-of-forty-one-characters-or-more-0001";
    private static final String API_SECRET = "callroster.bootstrap.api-secret";
    private static final String PASSWORD = "callroster.bootstrap.password";

    @TempDir
    Path data;

    @Test
    void besideTheEmbeddedDatabaseBothAreGeneratedAndKeptForTheirOwnerAlone() throws IOException {
        FirstAdministrator admin = embedded(Map.of());
        assertEquals(List.of(), files());
        admin.keepGenerated();
        assertEquals(List.of("admin-password", "admin-secret"), files());
        assertEquals(user(admin).apiSecret(), Files.readString(data.resolve("admin-secret")));
        assertEquals(user(admin).password(), Files.readString(data.resolve("admin-password")));
        assertEquals("rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin-password"))));
    }

    @Test
    void generatedPasswordFitsThePolicyAndHasToBeChanged() {
        Map<String, String> longest = Map.of("callroster.policy-floor.min-password-length", "64");
        assertEquals(20, user(embedded(Map.of())).password().length());
        assertEquals(64, user(embedded(longest)).password().length());
        ContactCentreRules.check(embedded(longest).centre(), floor(config(longest)));
        assertEquals(true, user(embedded(Map.of())).changePassword());
        assertNotEquals(user(embedded(Map.of())).password(), user(embedded(Map.of())).password());
    }

    @Test
    void passwordOfTheSettingsNeedNotBeChangedAndIsNotWritten() throws IOException {
        FirstAdministrator admin = embedded(Map.of(PASSWORD, "correct horse 17\n"));
        admin.keepGenerated();
        assertEquals("correct horse 17", user(admin).password());
        assertEquals(false, user(admin).changePassword());
        assertEquals(List.of("admin-secret"), files());
    }

    @Test
    void secretOfTheSettingsIsNotWrittenBesideAGeneratedPassword() throws IOException {
        FirstAdministrator admin = embedded(Map.of(API_SECRET, SECRET, PASSWORD, " \n"));
        admin.keepGenerated();
        assertEquals(SECRET, user(admin).apiSecret());
        assertEquals(List.of("admin-password"), files());
    }

    @Test
    void withAnExternalDatabaseNothingIsGenerated() throws IOException {
        FirstAdministrator admin = administrator(Map.of(API_SECRET, SECRET));
        admin.keepGenerated();
        assertNull(user(admin).password());
        assertNull(user(admin).changePassword());
        assertEquals(List.of(), files());
        assertEquals("correct horse 17",
                user(administrator(Map.of(API_SECRET, SECRET, PASSWORD, "correct horse 17"))).password());
        String refusal =
                assertThrows(StartRefused.class, () -> administrator(Map.of(PASSWORD, "correct horse 17"))).getMessage();
        assertTrue(refusal.contains("set CALLROSTER_BOOTSTRAP_API_SECRET"), refusal);
    }

    @ParameterizedTest
    @CsvSource({ "short-Kiwi, is shorter than 12 characters", "FinalFantasy, is a common password",
            "I am ROSTER-admin 1, 'contains the login id, a name of the user or the name of the tenant'",
            "at Acme.example 17, 'contains the login id, a name of the user or the name of the tenant'" })
    void passwordThatBreaksThePolicyRefusesTheStart(String password, String reason) throws IOException {
        assertRefused(password, reason);
    }

    @Test
    void hugePasswordRefusesTheStartByItsLength() throws IOException {
        assertRefused("\uFDFA".repeat(200_000), "is longer than 255 characters");
        assertRefused("x".repeat(256), "is longer than 255 characters");
    }

    private void assertRefused(String password, String reason) throws IOException {
        Map<String, String> settings = Map.of(PASSWORD, password, "callroster.bootstrap.login", "roster-admin",
                "callroster.bootstrap.tenant", "https://ACME.example/");
        StartRefused refusal = assertThrows(StartRefused.class, () -> embedded(settings));
        assertEquals("Callroster can't start: CALLROSTER_BOOTSTRAP_PASSWORD " + reason, refusal.getMessage());
        assertFalse(refusal.getMessage().contains(password));
        assertEquals(List.of(), files());
    }

    private FirstAdministrator embedded(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("callroster.embedded", "true");
        return administrator(all);
    }

    private FirstAdministrator administrator(Map<String, String> settings) {
        SmallRyeConfig config = config(settings);
        return FirstAdministrator.of(config.getConfigMapping(BootstrapConfig.class),
                config.getConfigMapping(InstallationConfig.class), floor(config).ofNewTenant());
    }

    private static PolicyFloor floor(SmallRyeConfig config) {
        return new PolicyFloor(config.getConfigMapping(PolicyFloorConfig.class));
    }

    /** Reads secrets as the service does. */
    private SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors().withInterceptors(new TrimmedSecrets())
                .withValidateUnknown(false).withMapping(BootstrapConfig.class).withMapping(InstallationConfig.class)
                .withMapping(PolicyFloorConfig.class).withDefaultValue("callroster.data-dir", data.toString())
                .withSources(new PropertiesConfigSource(settings, "test", 100)).build();
    }

    private static ContactCentre.Member user(FirstAdministrator admin) {
        return admin.centre().users().get(0);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

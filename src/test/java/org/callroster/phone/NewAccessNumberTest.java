package org.callroster.phone;

import java.util.List;

import org.callroster.error.Failure;
import org.callroster.error.Violation;
import org.callroster.values.Checks;
import org.callroster.values.JsonRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NewAccessNumberTest {

    private static final String NUMBER = "14151234567";

    @ParameterizedTest
    @ValueSource(strings = {
            "{'media':'voice_text','type':'scenario','scenario':'Queue to agent'}",
            "{'media':'voice_text','type':'scenario','scenario':'Queue','extension':'1090,1091','textOutService':'SMS'}",
            "{'media':'voice','type':'softphone','extension':'1048'}",
            "{'media':'voice_text','type':'softphone','extension':'1048','textOutService':'SMS'}",
            "{'media':'voice','type':'phone','extension':'802','displayName':'Conference room A'}",
            "{'media':'text','type':'unassigned'}" })
    void eachTypeTakesWhatBelongsToIt(String json) {
        assertDoesNotThrow(() -> check(json));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'type':'unassigned'}|media",
            "{'media':'voice'}|type",
            "{'media':'','type':'unassigned'}|media",
            "{'media':'voice','type':'scenario','extension':'1090'}|scenario",
            "{'media':'voice','type':'softphone'}|extension",
            "{'media':'voice','type':'softphone','extension':''}|extension",
            "{'media':'voice','type':'phone','displayName':'Lobby'}|extension",
            "{'media':'voice','type':'phone','extension':'801'}|displayName" })
    void whatATypeNeedsMustBeThere(String json, String field) {
        assertEquals(List.of(new Violation(field, "is missing")), violations(json));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'media':'voice','type':'scenario','scenario':'Queue','displayName':'Lobby'}|displayName",
            "{'media':'voice','type':'softphone','extension':'1048','scenario':'Queue'}|scenario",
            "{'media':'voice','type':'softphone','extension':'1048','displayName':'Lobby'}|displayName",
            "{'media':'voice','type':'phone','extension':'801','displayName':'Lobby','scenario':'Queue'}|scenario",
            "{'media':'voice','type':'phone','extension':'801','displayName':'Lobby','textOutService':'SMS'}|textOutService",
            "{'media':'voice','type':'unassigned','extension':'1048'}|extension",
            "{'media':'voice','type':'unassigned','textOutService':'SMS'}|textOutService" })
    void whatATypeDoesNotHaveIsRefused(String json, String field) {
        List<Violation> violations = violations(json);
        assertEquals(1, violations.size());
        assertEquals(field, violations.get(0).field());
        assertTrue(violations.get(0).message().startsWith("is not allowed for the type "));
    }

    @Test
    void unknownMediaAndTypeNameWhatIsAllowed() {
        assertEquals(List.of(
                new Violation("media", "must be one of voice, text, voice_text"),
                new Violation("type", "must be one of scenario, softphone, phone, unassigned")),
                violations("{'media':'fax','type':'Softphone'}"));
    }

    @Test
    void aListOfExtensionsThatIsTooLongIsNotLookedThrough() {
        assertEquals(List.of(new Violation("extension", "is longer than 255 characters")),
                violations(
                        "{'media':'voice','type':'scenario','scenario':'Queue','extension':'" + "1,".repeat(100_000) + "1'}"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "1,2", "12345678901234567", "10a", "+1048", "-1", "١٠" })
    void softphoneHasOneExtensionOfDigits(String extension) {
        assertEquals(List.of(new Violation("extension", "must be 1 to 16 digits")),
                violations("{'media':'voice','type':'softphone','extension':'" + extension + "'}"));
    }

    @ParameterizedTest
    @ValueSource(strings = { ",", "1090,", ",1090", "1090,,1091", "1090, 1091", "1090;1091", "1090,12345678901234567" })
    void scenarioHasAListOfExtensions(String extension) {
        List<Violation> violations =
                violations("{'media':'voice','type':'scenario','scenario':'Queue','extension':'" + extension + "'}");
        assertEquals(List.of("extension"), violations.stream().map(Violation::field).toList());
    }

    @Test
    void listOfExtensionsMustFitItsColumn() {
        String list = "1234567890123456,".repeat(15) + "1";
        assertEquals(List.of(new Violation("extension", "is longer than 255 characters")),
                violations("{'media':'voice','type':'scenario','scenario':'Queue','extension':'" + list + "'}"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "+14151234567", "1415 123", "415a", "123456789012345678901234567890123", " ", "" })
    void numberOfThePathMustBeDigits(String path) {
        Failure failure = assertThrows(Failure.class, () -> read("{'media':'voice','type':'unassigned'}")
                .check(new Checks(), "", path).orFail());
        assertEquals(List.of(new Violation("number", "must be 1 to 32 digits")), failure.violations());
    }

    @Test
    void numberMustBeThatOfThePathIfItIsThere() {
        assertDoesNotThrow(() -> check("{'number':14151234567,'media':'voice','type':'unassigned'}"));
        assertDoesNotThrow(() -> check("{'number':'','media':'voice','type':'unassigned'}"));
        assertEquals(List.of(new Violation("number", "differs from the path")),
                violations("{'number':'1','media':'voice','type':'unassigned'}"));
    }

    @Test
    void fieldsAreNamedWithTheirPrefix() {
        Failure failure = assertThrows(Failure.class, () -> read("{'media':'voice','type':'softphone'}")
                .check(new Checks(), "accessNumbers[3].", NUMBER).orFail());
        assertEquals("accessNumbers[3].extension", failure.violations().get(0).field());
    }

    @Test
    void emptyAndNullAreAbsent() throws JsonProcessingException {
        NewAccessNumber wanted =
                read("{'media':'voice','type':'unassigned','extension':'','scenario':null,'displayName':''}");
        assertDoesNotThrow(() -> wanted.check(new Checks(), "", NUMBER).orFail());
        assertNull(wanted.extension());
        assertNull(wanted.displayName());
    }

    @Test
    void rowOfTheExportIsReadBack() throws JsonProcessingException {
        NewAccessNumber wanted = read("{'number':'14151234567','media':'voice','type':'softphone','extension':1048,"
                + "'loginId':'frank.zappa','firstName':'Frank','lastName':'Zappa'}");
        assertEquals(new NewAccessNumber(NUMBER, "voice", "softphone", "1048", null, null, null), wanted);
    }

    private static void check(String json) throws JsonProcessingException {
        read(json).check(new Checks(), "", NUMBER).orFail();
    }

    private static List<Violation> violations(String json) {
        return assertThrows(Failure.class, () -> check(json)).violations();
    }

    private static NewAccessNumber read(String json) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        new JsonRules().customize(mapper);
        return mapper.readValue(json.replace('\'', '"'), NewAccessNumber.class);
    }
}

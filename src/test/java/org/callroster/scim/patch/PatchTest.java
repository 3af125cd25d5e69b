package org.callroster.scim.patch;

import java.util.Collections;
import java.util.List;

import org.callroster.error.ScimFailure;
import org.callroster.scim.schema.ResourceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The rules of RFC 7644 §3.5.2, and the dialects of the clients that break them. */
class PatchTest {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String USER = "{'userName':'ann','name':{'familyName':'A','givenName':'Ann'},'active':true,"
            + "'title':'Boss','emails':[{'value':'w@e.c','type':'work','primary':true},{'value':'h@e.c','type':'home'}],"
            + "'roles':[{'value':'Agent'}],'" + ENTERPRISE + "':{'department':'D'}}";

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new JsonMapper().readTree(text.replace('\'', '"').replace('`', '\''));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static ObjectNode patched(String operations) {
        ObjectNode body =
                json("{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[" + operations + "]}");
        return Patch.apply(PatchOperation.of(ResourceKind.USER, body), json(USER));
    }

    private static void assertPatched(String operations, String pointer, String expected) {
        assertEquals(expected.replace('\'', '"'), patched(operations).at(pointer).toString());
    }

    private static void assertRefused(String operations, ScimFailure.Type type) {
        assertEquals(type, assertThrows(ScimFailure.class, () -> patched(operations)).type());
    }

    @Test
    void singleAttributesAreSetAndCleared() {
        assertPatched("{'op':'add','path':'nickName','value':'N'}", "/nickName", "'N'");
        assertPatched("{'op':'Replace','path':'TITLE','value':'CEO'}", "/title", "'CEO'");
        assertPatched("{'op':'remove','path':'title'}", "/title", "");
        assertPatched("{'op':'replace','path':'title','value':null}", "/title", "");
        assertPatched("{'op':'add','path':'title','value':''}", "/title", "");
        assertPatched("{'op':'remove','path':'nickName'}", "/nickName", "");
        assertPatched("{'op':'replace','path':'name.familyName','value':'B'}", "/name", "{'familyName':'B','givenName':'Ann'}");
        assertPatched("{'op':'replace','path':'name','value':{'familyName':'B'}}", "/name",
                "{'familyName':'B','givenName':'Ann'}");
    }

    @Test
    void extensionsAreReachedByTheirUrn() {
        String path = "/" + ENTERPRISE;
        assertPatched("{'op':'replace','path':'" + ENTERPRISE + ":department','value':'X'}", path, "{'department':'X'}");
        assertPatched(
                "{'op':'add','value':{'" + ENTERPRISE + "':{'costCenter':'4'},'" + ENTERPRISE.toUpperCase()
                        + ":DIVISION':'V'}}",
                path, "{'department':'D','costCenter':'4','division':'V'}");
        assertPatched("{'op':'remove','path':'" + ENTERPRISE + "'}", path, "");
        assertPatched("{'op':'add','path':'" + ENTERPRISE + ":manager','value':'m'}", path + "/manager", "{'value':'m'}");
        assertPatched("{'op':'add','path':'" + ENTERPRISE + ":manager','value':[{'$ref':null,'value':'m'}]}", path + "/manager",
                "{'value':'m'}");
    }

    @Test
    void valuesAreMergedByAddAndReplacedByReplace() {
        assertPatched("{'op':'add','path':'emails','value':[{'value':'h@e.c','type':'home'}]}", "/emails/2", "");
        assertPatched("{'op':'add','path':'emails','value':{'value':'o@e.c','type':'other'}}", "/emails/2",
                "{'value':'o@e.c','type':'other'}");
        assertPatched("{'op':'add','path':'emails','value':[{'value':'p@e.c','primary':true}]}", "/emails/0",
                "{'value':'w@e.c','type':'work'}");
        assertPatched("{'op':'replace','path':'emails','value':[{'value':'x@e.c'}]}", "/emails", "[{'value':'x@e.c'}]");
        assertPatched("{'op':'replace','path':'emails','value':[]}", "/emails", "[]");
        assertPatched("{'op':'replace','path':'roles','value':{'roles':[{'value':'B'}]}}", "/roles", "[{'value':'B'}]");
    }

    @Test
    void aConditionChoosesValues() {
        assertPatched("{'op':'replace','path':'emails[type eq \\\"work\\\"].value','value':'n@e.c'}", "/emails/0/value",
                "'n@e.c'");
        assertPatched(
                "{'op':'replace','path':'emails[type eq \\\"WORK\\\" and primary eq \\\"True\\\"]','value':{'display':'D'}}",
                "/emails/0/display", "'D'");
        assertPatched("{'op':'remove','path':'emails[type eq \\\"home\\\"]'}", "/emails/1", "");
        assertPatched("{'op':'remove','path':'emails[type eq \\\"home\\\"].type'}", "/emails/1", "{'value':'h@e.c'}");
        assertPatched("{'op':'remove','path':'emails[type eq \\\"fax\\\"]'}", "/emails/1/type", "'home'");
        assertPatched("{'op':'remove','path':'emails','value':[{'value':'h@e.c'}]}", "/emails/1", "");
        assertPatched("{'op':'remove','path':'emails'}", "/emails", "[]");
    }

    @Test
    void whatAConditionDemandsIsMadeByAddAlone() {
        assertPatched("{'op':'Add','path':'emails[type eq \\\"other\\\"].value','value':'o@e.c'}", "/emails/2",
                "{'type':'other','value':'o@e.c'}");
        assertRefused("{'op':'replace','path':'emails[type eq \\\"other\\\"].value','value':'o'}", ScimFailure.Type.NO_TARGET);
        assertRefused("{'op':'add','path':'emails[type ne \\\"work\\\" and value pr and display pr].value','value':'o'}",
                ScimFailure.Type.NO_TARGET);
    }

    @Test
    void oneRoleMayBeTheOnlyOne() {
        for (String op : List.of("add", "replace")) {
            assertPatched("{'op':'" + op + "','path':'roles[primary eq \\\"True\\\"].value','value':'Only'}", "/roles/0/value",
                    "'Only'");
            assertPatched("{'op':'" + op + "','path':'roles[primary eq \\\"True\\\"].value','value':'Only'}", "/roles/1", "");
        }
    }

    @Test
    void withoutAPathEachKeyIsAnOperation() {
        ObjectNode user = patched("{'op':'replace','value':{'id':'x','meta':{},'schemas':[],'groups':[],'shoeSize':4,"
                + "'active':'False','name.givenName':'Z','emails':[{'value':'only@e.c'}]}}");
        assertEquals(false, user.get("active").booleanValue());
        assertEquals("Z", user.at("/name/givenName").textValue());
        assertEquals(1, user.get("emails").size());
        assertEquals(false, user.has("shoeSize") || user.has("id"));
    }

    @Test
    void operationsApplyInTheirOrder() {
        assertPatched("{'op':'add','path':'title','value':'1'},{'op':'remove','path':'title'},"
                + "{'op':'add','path':'title','value':'2'}", "/title", "'2'");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', value = { "remove, userName, MUTABILITY", "remove, name.familyName, MUTABILITY",
            "remove, active, MUTABILITY", "remove, name, MUTABILITY", "replace, id, MUTABILITY", "add, groups, MUTABILITY",
            "replace, meta.created, MUTABILITY", "replace, roles.display, MUTABILITY", "add, shoeSize, INVALID_PATH",
            "add, emails[0], INVALID_PATH", "add, emails[type eq, INVALID_PATH", "add, name.nope, INVALID_PATH",
            "add, title[value eq \"x\"], INVALID_PATH", "replace, active, INVALID_VALUE" })
    void whatCannotBeChangedIsRefused(String op, String path, ScimFailure.Type type) {
        assertRefused("{'op':'" + op + "','path':'" + path.replace("\"", "\\\"") + "','value':'x'}", type);
    }

    @Test
    void malformedRequestsAreRefused() {
        assertRefused("{'op':'remove'}", ScimFailure.Type.NO_TARGET);
        assertRefused("{'op':'add','value':'x'}", ScimFailure.Type.INVALID_VALUE);
        assertRefused("{'op':'move','path':'title'}", ScimFailure.Type.INVALID_SYNTAX);
        assertRefused("5", ScimFailure.Type.INVALID_SYNTAX);
        assertRefused("", ScimFailure.Type.INVALID_SYNTAX);
        assertRefused("{'op':'replace','path':'userName','value':null}", ScimFailure.Type.INVALID_VALUE);
        String operation = "{'op':'add','path':'title','value':'x'}";
        assertPatched(String.join(",", Collections.nCopies(1000, operation)), "/title", "'x'");
        assertRefused(String.join(",", Collections.nCopies(1001, operation)), ScimFailure.Type.INVALID_SYNTAX);
        for (String body : List.of("{'Operations':[" + operation + "]}", "{'schemas':null,'Operations':[" + operation + "]}",
                "{'schemas':['urn:other'],'Operations':[" + operation + "]}")) {
            assertThrows(ScimFailure.class, () -> PatchOperation.of(ResourceKind.USER, json(body)));
        }
    }

    @Test
    void anAttributeHasABoundedNumberOfValues() {
        String values = String.join(",", Collections.nCopies(251, "{'value':'x'}"));
        assertRefused("{'op':'add','path':'emails','value':[" + values + "]}", ScimFailure.Type.INVALID_VALUE);
    }
}

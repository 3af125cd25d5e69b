package org.callroster.client;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class FormTest {

    @Test
    void valuesAreDecoded() {
        Form form = new Form("a=x+y%20z&b=%C3%A9%2B&c=1=2;3#4?5");
        assertEquals("x y z", form.required("a"));
        assertEquals("é+", form.required("b"));
        assertEquals("1=2;3#4?5", form.required("c"));
    }

    @Test
    void namesAreDecodedToo() {
        assertEquals("x", new Form("client%5Fid=x").required("client_id"));
    }

    @Test
    void absentAndEmptyAreTheSame() {
        for (String body : new String[] { "", "&", "b=1", "a", "a=", "a&b" }) {
            Form form = new Form(body);
            assertNull(form.optional("a"), body);
            assertEquals("a is missing", assertThrows(Failure.class, () -> form.required("a")).getMessage(), body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "a=1&a=2", "a=1&b=2&a=", "a&a", "a=1&%61=2" })
    void repeatedIsRefused(String body) {
        Failure failure = assertThrows(Failure.class, () -> new Form(body).optional("a"));
        assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
        assertEquals("a is repeated", failure.getMessage());
    }

    @Test
    void fieldBehindManyOthersIsRead() {
        assertEquals("1", new Form("x=1&".repeat(500) + "a=1").required("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a=%", "a=%4", "a=%zz", "%=1", "a=%00", "a=x\0", "%00=1" })
    void malformedEncodingIsRefused(String body) {
        assertEquals(ErrorCode.INVALID_REQUEST, assertThrows(Failure.class, () -> new Form(body)).code());
    }
}

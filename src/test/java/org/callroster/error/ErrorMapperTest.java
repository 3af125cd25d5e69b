package org.callroster.error;

import java.util.List;

import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class ErrorMapperTest {

    private final ErrorMapper mapper = new ErrorMapper(new Routes());

    @ParameterizedTest
    @EnumSource
    void failureBecomesTheOneBody(ErrorCode code) {
        Response answer = mapper.failure(new Failure(code, "words"));
        assertEquals(code.status(), answer.getStatus());
        assertEquals("application/json", answer.getMediaType().toString());
        assertEquals(new ErrorView(code.wire(), "words", List.of(), null, null), answer.getEntity());
        assertNull(answer.getHeaderString("WWW-Authenticate"));
    }

    @Test
    void unavailableSaysWhenToComeBackWhoeverSaysIt() {
        assertEquals("1", mapper.failure(new Failure(ErrorCode.UNAVAILABLE, "too many")).getHeaderString("Retry-After"));
        assertNull(mapper.failure(Failure.conflict("taken")).getHeaderString("Retry-After"));
    }

    @Test
    void challengeIsHandedOn() {
        assertEquals("Basic realm=\"x\"", mapper.failure(new Failure(ErrorCode.INVALID_CLIENT, "words", "Basic realm=\"x\""))
                .getHeaderString("WWW-Authenticate"));
    }
}

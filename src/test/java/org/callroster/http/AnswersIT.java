package org.callroster.http;

import org.junit.jupiter.api.Tag;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on what is shipped. */
@QuarkusIntegrationTest
@Tag("http")
class AnswersIT extends AnswersTest {
}

package org.callroster.names;

import org.junit.jupiter.api.Tag;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on what is shipped. */
@QuarkusIntegrationTest
@Tag("http")
class TeamsAndSkillsIT extends TeamsAndSkillsTest {
}

package org.callroster.phone;

import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The user behind a softphone number. */
@RegisterForReflection
record SoftphoneUser(UUID id, String extension, String loginId, String firstName, String lastName) {
}

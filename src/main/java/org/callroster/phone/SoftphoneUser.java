package org.callroster.phone;

import java.util.UUID;

/** The user behind a softphone number. */
record SoftphoneUser(UUID id, String extension, String loginId, String firstName, String lastName) {
}

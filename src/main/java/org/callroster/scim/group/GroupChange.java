package org.callroster.scim.group;

/**
 * What is wanted of a group. Absent (null) values stay as they are; an empty external id is cleared.
 */
record GroupChange(String displayName, String externalId, Membership members) {
}

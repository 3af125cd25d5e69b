package org.callroster.policy;

/**
 * What a setting may be, by its name in the API. For settings that are true or false, from 0 to 1.
 *
 * @param floor what this installation allows, in words; null if it allows the whole range
 */
public record PolicyLimit(String field, int least, int most, String floor) {
}

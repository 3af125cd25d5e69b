package org.callroster.phone;

/** How many users a number leads to, and how many of them are in teams that the caller sees. */
record UsersBehind(long all, long reached) {
}

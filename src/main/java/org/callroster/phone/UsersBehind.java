package org.callroster.phone;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** How many users a number leads to, and how many of them are in teams that the caller sees. */
@RegisterForReflection
record UsersBehind(long all, long reached) {
}

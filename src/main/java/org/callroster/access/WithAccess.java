package org.callroster.access;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A view of a user, followed by the key {@code access}. */
@RegisterForReflection
public record WithAccess<V>(@JsonUnwrapped V user, AccessView access) {
}

package org.callroster.lock;

import java.util.UUID;

/** Whether a password may be verified, and the id of the attempt until it is decided. */
public record Reservation(UUID id, State state) {

    public enum State {
        GRANTED, LOCKED, WAIT
    }
}

package org.callroster.lock;

import java.util.UUID;

/** Whether a password may be looked at, and under which id the try is kept until it is decided. */
public record Reservation(UUID id, State state) {

    public enum State {
        GRANTED, LOCKED, WAIT
    }
}

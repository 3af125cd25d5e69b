package org.callroster.attribute;

import org.callroster.header.Preconditions;
import org.callroster.profile.ProvisionedRow;

/** A change of a user that depends on what the user is now, as a PATCH does. */
public interface ProvisionedChange {

    /** Plain computing, without side effects: it may be asked several times. Fails with 400. */
    UserChange of(ProvisionedRow present);

    /** The new password; null to keep the current one. */
    String password();

    /** Whether a lock of the user ends. */
    boolean unlocks();

    /** Whether the user gets the next free extension. */
    boolean takesNextExtension();

    Preconditions conditions();
}

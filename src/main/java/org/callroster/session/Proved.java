package org.callroster.session;

import org.callroster.tenant.SecurityPolicy;
import org.callroster.user.Reservation;

/** An account whose password was right, with the try that is still to be given back. */
record Proved(Account account, SecurityPolicy policy, Reservation reservation) {
}

package org.callroster.authentication;

import org.callroster.lock.Reservation;
import org.callroster.policy.SecurityPolicy;

/** An account whose password was right, with the reservation that is still to be removed. */
public record AuthenticatedAccount(Account account, SecurityPolicy policy, Reservation reservation) {
}

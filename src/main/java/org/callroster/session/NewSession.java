package org.callroster.session;

import org.callroster.authentication.Account;

import java.time.Duration;

/**
 * What a session is opened with.
 *
 * @param rehash the password at today's costs; null to keep what is stored
 * @param life how long it lives unless it is extended
 */
record NewSession(Account account, Application application, UserAgent agent, String shownAddress, String rehash, Duration life) {
}

package org.callroster.session;

import java.time.Duration;

import org.callroster.authentication.Account;

/**
 * The data to open a session with.
 *
 * @param rehash the password's hash at the current costs; null to keep the stored one
 * @param life how long the session lives unless it is extended
 */
record NewSession(Account account, Application application, UserAgents.Agent agent, String shownAddress, String rehash,
        Duration life) {
}

package org.callroster.database;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

import com.github.benmanes.caffeine.cache.Ticker;

import io.quarkus.arc.DefaultBean;

/** The clock of the caches, and of what is fetched at intervals. A bean, so that tests can step it. */
@Dependent
class CacheClock {

    @Produces
    @DefaultBean
    Ticker ticker() {
        return Ticker.systemTicker();
    }
}

package org.callroster.attribute;

import java.util.UUID;

import org.callroster.directory.NamesToResolve;
import org.callroster.directory.ResolvedNames;

/** What is wanted of one of many users. */
public interface WantedChange {

    String loginId();

    /** The names to be looked up. */
    NamesToResolve names(UUID userId);

    /** @param held what the user has now */
    UserChange of(ResolvedNames.Held held);
}

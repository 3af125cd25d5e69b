package org.callroster.installation;

import java.nio.file.Path;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of this installation: where it keeps its data, and what it does at the start. */
@ConfigMapping(prefix = "callroster")
public interface InstallationConfig {

    /** Folder of the embedded database and of the generated secrets. */
    @WithDefault("data")
    Path dataDir();

    /** Set by the launcher when it uses the embedded database. */
    @WithDefault("false")
    boolean embedded();

    /** Whether the schema is migrated to what this release needs. */
    @WithDefault("auto")
    Migrations migrate();

    /** Whether the OpenAPI document is served. */
    @WithDefault("true")
    boolean openapiEnabled();

    /** Set by the launcher for commands and migration runs, which serve no calls. Nothing is bootstrapped then. */
    @WithDefault("false")
    boolean command();
}

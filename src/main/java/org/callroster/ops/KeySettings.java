package org.callroster.ops;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.installation.InstallationConfig;
import org.callroster.installation.SecretFile;
import org.callroster.installation.StartRefused;
import org.callroster.key.KeyConfig;
import org.callroster.key.MasterKey;

/** The master key and the other settings of the signing keys. */
@ApplicationScoped
class KeySettings {

    private static final String HOW_TO_MAKE_A_KEY = "base64 of 32 random bytes: openssl rand -base64 32";

    private final KeyConfig config;
    private final InstallationConfig installation;

    KeySettings(KeyConfig config, InstallationConfig installation) {
        this.config = config;
        this.installation = installation;
    }

    /** Refuses the start if keys would rotate too fast. */
    void checkRotation() {
        if (config.keyRotation().compareTo(Duration.ofDays(1)) < 0) {
            throw new StartRefused("CALLROSTER_KEY_ROTATION must be a day or more, like 30D");
        }
    }

    /** Generated and stored if there is none and the database is embedded. Otherwise refuses the start without one. */
    MasterKey masterKey() {
        if (config.masterKey().isEmpty() && !installation.embedded()) {
            throw new StartRefused("with an external database CALLROSTER_MASTER_KEY is required, the same for all instances: "
                    + HOW_TO_MAKE_A_KEY);
        }
        return read("CALLROSTER_MASTER_KEY", config.masterKey()
                .orElseGet(() -> SecretFile.in(installation.dataDir(), "master-key").readOrCreate(MasterKey::generate)));
    }

    /** Set while the master key is replaced. */
    Optional<MasterKey> previous() {
        return config.masterKeyPrevious().map(key -> read("CALLROSTER_MASTER_KEY_PREVIOUS", key));
    }

    private static MasterKey read(String setting, String key) {
        try {
            return new MasterKey(key);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(setting + " must be " + HOW_TO_MAKE_A_KEY);
        }
    }
}

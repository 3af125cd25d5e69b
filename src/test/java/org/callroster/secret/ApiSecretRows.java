package org.callroster.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import org.callroster.TestDatabase;

/** Rows of API secrets, written past the service. */
public final class ApiSecretRows {

    private ApiSecretRows() {
    }

    /** Every secret the user has becomes this one. */
    public static void replaceAll(String loginId, String secret) {
        TestDatabase.execute("update api_secret set hash = '\\x" + sha256(secret) + "' where user_id = " + user(loginId));
    }

    public static void deleteAll(String loginId) {
        TestDatabase.execute("delete from api_secret where user_id = " + user(loginId));
    }

    public static String user(String loginId) {
        return "(select u.id from app_user u join tenant t on t.id = u.tenant_id where t.name = 'example.com'"
                + " and u.login_id = '" + loginId.replace("'", "''") + "')";
    }

    private static String sha256(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.callroster.scim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.ScimFailure;
import org.callroster.key.MasterKeys;
import org.callroster.tenant.Tenant;

/**
 * Cursors (RFC 9865): the key of the last resource of a page, signed together with the tenant and the list that it belongs to.
 * They hold no time limit and no state. Only unreserved characters are used.
 */
@ApplicationScoped
public class Cursors {

    private static final String PURPOSE = "scim cursor";
    private static final int MAC_BYTES = 16;
    /** In characters. */
    private static final int LONGEST = 2000;
    private static final String SEPARATOR = "\n";

    private final MasterKeys keys;

    Cursors(MasterKeys keys) {
        this.keys = keys;
    }

    /** @param list identifies what is listed: the filter and the order */
    public String of(Tenant tenant, String list, List<String> key) {
        byte[] position = String.join(SEPARATOR, key).getBytes(StandardCharsets.UTF_8);
        return base64(position) + "." + base64(macs(tenant, list, position).get(0));
    }

    private List<byte[]> macs(Tenant tenant, String list, byte[] position) {
        byte[] bound = (tenant.id() + SEPARATOR + list + SEPARATOR).getBytes(StandardCharsets.UTF_8);
        byte[] message = Arrays.copyOf(bound, bound.length + position.length);
        System.arraycopy(position, 0, message, bound.length, position.length);
        return keys.macs(PURPOSE, message).stream().map(mac -> Arrays.copyOf(mac, MAC_BYTES)).toList();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The key. Throws 400 for a cursor that is not of this list. */
    public List<String> key(Tenant tenant, String list, String cursor) {
        int dot = cursor.indexOf('.');
        if (cursor.length() > LONGEST || dot < 0) {
            throw invalid();
        }
        try {
            byte[] position = Base64.getUrlDecoder().decode(cursor.substring(0, dot));
            byte[] mac = Base64.getUrlDecoder().decode(cursor.substring(dot + 1));
            if (macs(tenant, list, position).stream().anyMatch(known -> MessageDigest.isEqual(known, mac))) {
                return Stream.of(new String(position, StandardCharsets.UTF_8).split(SEPARATOR, -1)).toList();
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static ScimFailure invalid() {
        return ScimFailure.badRequest(ScimFailure.Type.INVALID_CURSOR, "this is not a cursor of this list");
    }
}

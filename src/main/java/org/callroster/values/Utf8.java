package org.callroster.values;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Decodes text from callers, which is UTF-8 (contract section 1). Other bytes are refused; Java would replace them with a
 * question mark.
 */
public final class Utf8 {

    private Utf8() {
    }

    /** Empty if the bytes are not UTF-8 (RFC 3629 §3). */
    public static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

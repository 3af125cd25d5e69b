package org.callroster.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

import org.callroster.error.Failure;
import org.callroster.values.Sha256;

/** A received file: UTF-8 with or without a byte order mark, or UTF-16 with one. Blocks: only for worker threads. */
public record SpooledText(Path path) {

    private static final int MARK_LENGTH = 3;
    private static final int PART = 64 * 1024;
    private static final long MOST_LINES = 5_000_000;

    /** From behind the byte order mark. Reading fails with {@link CharacterCodingException} at bytes that are no text. */
    Reader open() throws IOException {
        return open(Files.newInputStream(path), CodingErrorAction.REPORT);
    }

    /** @param wrong what to do with bytes that are no text */
    static Reader open(InputStream file, CodingErrorAction wrong) throws IOException {
        InputStream bytes = new BufferedInputStream(file, PART);
        bytes.mark(MARK_LENGTH);
        byte[] mark = bytes.readNBytes(MARK_LENGTH);
        bytes.reset();
        Charset charset = charset(mark);
        bytes.skipNBytes(markLength(mark, charset));
        return new InputStreamReader(bytes, charset.newDecoder().onMalformedInput(wrong)
                .onUnmappableCharacter(wrong));
    }

    private static Charset charset(byte[] mark) {
        if (startsWith(mark, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        return startsWith(mark, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    private static int markLength(byte[] mark, Charset charset) {
        if (charset != StandardCharsets.UTF_8) {
            return 2;
        }
        return startsWith(mark, 0xEF, 0xBB, 0xBF) ? MARK_LENGTH : 0;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** @param digest the SHA-256 of the bytes */
    public record Measured(long lines, byte[] digest) {
    }

    /** Reads all of it. Throws 400 if it is empty, has too many lines, or is not text. */
    public Measured measure() throws IOException {
        MessageDigest digest = Sha256.digest();
        return new Measured(countLines(digest), digest.digest());
    }

    private long countLines(MessageDigest digest) throws IOException {
        long lines = 0;
        char last = '\n';
        try (Reader text = open(new DigestInputStream(Files.newInputStream(path), digest), CodingErrorAction.REPORT)) {
            char[] part = new char[PART];
            for (int read = text.read(part); read > 0; read = text.read(part)) {
                for (int i = 0; i < read; i++) {
                    lines += part[i] == '\n' ? 1 : 0;
                }
                last = part[read - 1];
            }
        } catch (CharacterCodingException e) {
            throw Failure.badRequest("the body is neither UTF-8 nor UTF-16 with a byte order mark");
        }
        return required(last == '\n' ? lines : lines + 1);
    }

    private static long required(long lines) {
        if (lines == 0) {
            throw Failure.badRequest("the body is empty");
        }
        if (lines > MOST_LINES) {
            throw Failure.badRequest("the body has more than " + MOST_LINES + " lines");
        }
        return lines;
    }
}

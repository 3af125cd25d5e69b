package org.callroster.scim.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.callroster.error.ScimFailure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The words, texts and brackets of a filter, read one after the other. */
final class Tokens {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BRACKETS = "()[]";

    /**
     * @param text as it was written, a bracket or a word
     * @param value of a text in quotes; null for others
     */
    private record Token(String text, JsonNode value, int at) {
    }

    private final List<Token> tokens = new ArrayList<>();
    private final String filter;
    private int next;

    /** Throws 400 if a text does not end. */
    Tokens(String filter) {
        this.filter = filter;
        int at = 0;
        while (at < filter.length()) {
            char c = filter.charAt(at);
            int end = c == '"' ? endOfText(at) : BRACKETS.indexOf(c) >= 0 ? at + 1 : endOfWord(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else {
                tokens.add(token(at, end));
                at = end;
            }
        }
    }

    private Token token(int from, int to) {
        String text = filter.substring(from, to);
        return new Token(text, text.charAt(0) == '"' ? json(text, from) : null, from);
    }

    private static JsonNode json(String text, int at) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw ScimFailure.invalidFilter("the text at character " + (at + 1) + " is malformed");
        }
    }

    private int endOfText(int from) {
        int at = from + 1;
        while (at < filter.length() && filter.charAt(at) != '"') {
            at += filter.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= filter.length()) {
            throw ScimFailure.invalidFilter("the text at character " + (from + 1) + " does not end");
        }
        return at + 1;
    }

    private int endOfWord(int from) {
        int at = from;
        while (at < filter.length() && !Character.isWhitespace(filter.charAt(at)) && filter.charAt(at) != '"'
                && BRACKETS.indexOf(filter.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    boolean isAtEnd() {
        return next == tokens.size();
    }

    /** Whether the next one is this word or bracket; if so, it is read. */
    boolean skip(String word) {
        boolean is = !isAtEnd() && tokens.get(next).value == null && tokens.get(next).text.equalsIgnoreCase(word);
        next += is ? 1 : 0;
        return is;
    }

    /** The next one, which is not read; empty at the end. */
    String peek() {
        return isAtEnd() || tokens.get(next).value != null ? "" : tokens.get(next).text;
    }

    void require(String bracket) {
        if (!skip(bracket)) {
            throw unexpected(bracket);
        }
    }

    /** Reads a word that is not in quotes. */
    String word(String expected) {
        if (isAtEnd() || tokens.get(next).value != null || BRACKETS.contains(tokens.get(next).text)) {
            throw unexpected(expected);
        }
        return tokens.get(next++).text;
    }

    /** Reads a value: a text in quotes, or a bare word. */
    JsonNode value() {
        if (!isAtEnd() && tokens.get(next).value != null) {
            return tokens.get(next++).value;
        }
        String word = word("a value");
        return plain(word).orElseGet(() -> JSON.getNodeFactory().textNode(word));
    }

    private static Optional<JsonNode> plain(String word) {
        boolean isPlain = word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false") || word.equalsIgnoreCase("null");
        return isPlain ? Optional.of(json(word.toLowerCase(Locale.ROOT), 0)) : Optional.empty();
    }

    ScimFailure unexpected(String expected) {
        return ScimFailure.invalidFilter(isAtEnd() ? expected + " is missing at the end"
                : expected + " is missing at character " + (tokens.get(next).at + 1));
    }
}

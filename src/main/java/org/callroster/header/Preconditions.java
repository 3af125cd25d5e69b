package org.callroster.header;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * The {@code If-Match} and {@code If-None-Match} headers of a request (RFC 9110 §13). No other class reads them. Several lines
 * of a header are one list. A header that is not a list of entity tags names none.
 */
public record Preconditions(
        @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
        @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {

    public static final Preconditions NONE = new Preconditions(List.of(), List.of());

    /** {@code opaque} is the tag without its quotes. */
    private record Tag(String opaque, boolean isWeak) {
    }

    /**
     * Throws 412 if the change must not be made. Call only when no other call can change the object until this change is done.
     *
     * @param current null if the object does not exist yet
     */
    public void require(Etag current) {
        requireMatch(current, false);
        requireUnknown(current);
    }

    /** The same, but weak tags match too (RFC 7644 §3.14). */
    public void requireWeakly(Etag current) {
        requireMatch(current, true);
        requireUnknown(current);
    }

    private void requireUnknown(Etag current) {
        if (isKnown(current)) {
            throw new Failure(ErrorCode.PRECONDITION_FAILED, "If-None-Match matches its current state");
        }
    }

    /** Whether the caller has this state already. Throws 412 if {@code If-Match} names another. */
    public boolean isKnownWeakly(Etag current) {
        requireMatch(current, true);
        return isKnown(current);
    }

    /**
     * 200 with the view and its tag, or 304 if the caller already has it. Throws 412 if {@code If-Match} names another state.
     */
    public <T> ResponseBuilder<T> answer(T view, Etag tag) {
        requireMatch(tag, false);
        ResponseBuilder<T> answer = isKnown(tag) ? ResponseBuilder.create(Status.NOT_MODIFIED) : ResponseBuilder.ok(view);
        return answer.header(HttpHeaders.ETAG, tag.toString());
    }

    private void requireMatch(Etag current, boolean weakly) {
        if (!ifMatch.isEmpty()
                && !names(ifMatch, current, tag -> (weakly || !tag.isWeak) && current.isOfState(tag.opaque))) {
            throw new Failure(ErrorCode.PRECONDITION_FAILED, "it has changed since, If-Match does not match");
        }
    }

    private boolean isKnown(Etag current) {
        return names(ifNoneMatch, current, tag -> current.opaque().equals(tag.opaque));
    }

    private static boolean names(List<String> header, Etag current, Predicate<Tag> isIt) {
        String list = String.join(",", header);
        return current != null && (list.strip().equals("*") || tags(list).stream().anyMatch(isIt));
    }

    /** The tags of a list (RFC 9110 §5.6.1); none if it is malformed. */
    private static List<Tag> tags(String list) {
        List<Tag> tags = new ArrayList<>();
        int at = afterSeparators(list, 0);
        while (at < list.length()) {
            int open = list.startsWith("W/", at) ? at + 2 : at;
            int close = list.startsWith("\"", open) ? list.indexOf('"', open + 1) : -1;
            int next = afterSeparators(list, close + 1);
            if (close < 0 || next == close + 1 && next < list.length()) {
                return List.of();
            }
            tags.add(new Tag(list.substring(open + 1, close), open > at));
            at = next;
        }
        return tags;
    }

    private static int afterSeparators(String list, int from) {
        int at = from;
        while (at < list.length() && ", \t".indexOf(list.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}

package dev.parley.security;

import java.util.Optional;

/**
 * Of a request, all that the decision who is there may look at.
 *
 * @param method of HTTP
 * @param path from the root
 * @param key query parameter {@code key}
 * @param ticket query parameter {@code ticket}
 * @param authorization the header
 * @param origin the header
 * @param fromOwnOrigin the origin is this server's own, as the client addresses it
 * @param fromLoopback the peer is this machine itself, with no proxy between
 * @param address of the peer
 * @param signedIn who signed in to the console in this session
 * @param ofOurScripts has a header that pages of other origins cannot send: what a console session alone does not prove
 */
public record Knock(
        String method,
        String path,
        Optional<String> key,
        Optional<String> ticket,
        Optional<String> authorization,
        Optional<String> origin,
        boolean fromOwnOrigin,
        boolean fromLoopback,
        String address,
        Optional<Verdict.Admitted> signedIn,
        boolean ofOurScripts) {
    @Override
    public String toString() {
        return "Knock[" + method + " " + path + "]";
    }

    /** The credential after this scheme, where the header has it. */
    Optional<String> credential(String scheme) {
        return authorization
                .filter(header -> header.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1))
                .map(header -> header.substring(scheme.length() + 1).strip());
    }
}

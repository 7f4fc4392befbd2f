package dev.parley.admission.http;

import jakarta.ws.rs.core.SecurityContext;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Roles of this API, bound to users by whoever runs the server. */
final class Roles {
    static final String TALKER = "talker";
    static final String OPERATOR = "operator";
    static final String EDITOR = "persona-editor";
    static final String APPROVER = "persona-approver";
    private static final String VIEWER = "viewer";

    private Roles() {}

    /** All that this user has, also those which alone do not let talk. */
    static Set<String> of(SecurityContext user) {
        return Stream.of(TALKER, OPERATOR, EDITOR, APPROVER, VIEWER)
                .filter(user::isUserInRole)
                .collect(Collectors.toUnmodifiableSet());
    }
}

package dev.parley.personas.http;

/** Roles of this API, bound to users by whoever runs the server. */
final class Roles {
    static final String VIEWER = "viewer";
    static final String EDITOR = "persona-editor";
    static final String APPROVER = "persona-approver";

    private Roles() {}
}

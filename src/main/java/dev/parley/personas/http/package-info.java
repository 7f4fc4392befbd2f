/**
 * The API of personas under {@code /api/v1/personas}: translates and hands on. Viewers read, {@code persona-editor} writes
 * drafts and runs tests, {@code persona-approver} changes what callers hear. Every change names the version it was decided on by
 * {@code If-Match}. Runs on the request's thread, which waits for the store.
 */
package dev.parley.personas.http;

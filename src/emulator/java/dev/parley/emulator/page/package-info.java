/**
 * The page {@code /emulator} for a person at a browser: static files under a strict content security policy.
 *
 * <p>The page asks the control API and nothing else; what it can do, the API can. The files lie in {@code WEB-INF/page} and
 * are served by a servlet, because JAX-RS owns the root path.
 */
package dev.parley.emulator.page;

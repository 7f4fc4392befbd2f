/**
 * Who is who: the one authentication mechanism of the WAR, which decides by path who may vouch, and the checks of tokens.
 *
 * <p>Edges may import it. Secrets never reach logs or exception texts. Facts: ARCHITECTURE §9, platform §7,
 * acs-call-automation §7.
 */
package dev.parley.security;

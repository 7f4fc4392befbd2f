/**
 * Admission over HTTP: browsers get their tickets here, and the security room learns whom a ticket stands for.
 *
 * <p>Resources validate and delegate. Bodies are bounded; problems are RFC 9457 and never repeat values. Nothing here logs a
 * ticket. May import admission, sessions, security, web. Facts: ARCHITECTURE §9.
 */
package dev.parley.admission.http;

/**
 * What all HTTP of Parley shares: problem documents (RFC 9457), CORS, security headers, health in the shapes of earlier
 * systems. Edges may import it.
 */
package dev.parley.web;

/**
 * The tools of this server as the earlier system's web client lists them: {@code GET /api/agent/} and what lies below it.
 *
 * <p>That client calls a tool an agent or a function; its editor ticks those that a persona's callers get. JSON as that
 * client reads it stays here. Facts: prior-systems §1.2, §3.8.
 */
package dev.parley.agents.sustineo;

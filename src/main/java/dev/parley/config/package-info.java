/**
 * Typed settings, validated at start: every wrong or missing key is named at once, in the log and on readiness.
 *
 * <p>A record per room, documented key by key with default, unit and range. Any room may use the records; only this room
 * reads MicroProfile Config. Imports no room.
 */
package dev.parley.config;

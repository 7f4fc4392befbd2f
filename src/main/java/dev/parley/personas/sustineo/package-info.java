/**
 * The contract of the earlier system sustineo: {@code /api/configuration/} lists, puts, renames and deletes personas, {@code
 * /setup} makes the containers. Paths, shapes and statuses are those its web client knows; what it does obeys our rules, so a
 * text that has faults or is not tested does not go live. Translates and hands on; runs on the request's thread, which waits for
 * the store. Facts: prior-systems §1.2 and §5.
 */
package dev.parley.personas.sustineo;

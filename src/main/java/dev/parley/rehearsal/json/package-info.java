/**
 * Edge: JSON by Jakarta JSON Processing.
 *
 * <p>Implements {@link dev.parley.rehearsal.JsonReader}. Runs on whatever thread asks; has no state. Distrusts what it reads: what
 * is no object is none.
 */
package dev.parley.rehearsal.json;

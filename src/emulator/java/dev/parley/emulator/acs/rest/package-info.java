/**
 * Call automation by REST, as strict as the service: signature, content hash, date, api-version, repeatability headers and the
 * exact casing of enums are checked, and what is wrong gets the body that Azure answers.
 *
 * <p>A resource reads the request into a record and asks the {@link dev.parley.emulator.acs.Exchange}; no decision is made here.
 * Runs on the container's request threads. Facts: protocols/acs-call-automation.md §1 to §4.
 */
package dev.parley.emulator.acs.rest;

/**
 * What ACS tells the server of its own accord: CloudEvents to the callback URI of a call, each with a token of its own, and
 * incoming calls through Event Grid. Also the keys by which the tokens are verified.
 *
 * <p>Delivery is by HTTP with a timeout, retried with back-off and then given up; it runs on the HTTP client's threads. Facts:
 * protocols/acs-call-automation.md §7 and §8.
 */
package dev.parley.emulator.acs.events;

/**
 * Calls over Azure Communication Services: Call Automation SDK 1.0.4 with media streaming added in its signed pipeline.
 *
 * <p>Implements {@link dev.parley.call.CallControl}. SDK calls block, so each runs on a virtual thread, with a timeout. What
 * ACS answers is checked before it is believed. May import call, sessions, config. Facts: acs-call-automation §3 to §6.
 */
package dev.parley.call.acs;

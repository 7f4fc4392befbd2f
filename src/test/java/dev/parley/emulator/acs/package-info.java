/**
 * Tests of the emulated ACS: units on a manual clock, and the running emulator against Microsoft's own SDK, with a small server in
 * the test that stands in for the one that answers calls.
 */
package dev.parley.emulator.acs;

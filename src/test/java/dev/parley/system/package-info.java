/**
 * System tests: the running server seen from outside, by HTTP, WebSocket and pages. Callers are the Azure emulator's; what
 * they heard is what their ear decoded from the audio. Where the server is, says a system property.
 */
package dev.parley.system;

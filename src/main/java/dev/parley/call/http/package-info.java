/**
 * Calls over HTTP: the calls resource, Event Grid's deliveries, callbacks of ACS, and what the server says of its health.
 *
 * <p>Resources validate and delegate. Every body is bounded; problems are RFC 9457 and never repeat values. Request threads
 * never wait for ACS. May import call, conversation, agents, security, web. Facts: prior-systems §1.1, acs-call-automation
 * §7, §8.
 */
package dev.parley.call.http;

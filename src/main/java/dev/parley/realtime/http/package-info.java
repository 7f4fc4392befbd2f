/**
 * Whom a browser can talk to, and tokens for those that talk to the model themselves, in the shapes of the earlier system's client.
 *
 * <p>Resources validate and delegate; problems are RFC 9457 and never repeat values. Every token is told of in the log and
 * counted, without the secret. How many are given out is decided in the admission room, before requests come here. May import
 * realtime, agents, config, telemetry, web. Facts: prior-systems §1.4, §2.6.
 */
package dev.parley.realtime.http;

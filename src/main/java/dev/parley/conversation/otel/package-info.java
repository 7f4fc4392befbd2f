/**
 * Conversations as traces and log events: a span per call, one per turn below it, stages below that.
 *
 * <p>Runs on the conversation's thread and never blocks: exporters have queues of their own. Spans get the times that the
 * conversation measured. May import conversation and telemetry. No spoken word and no number reaches it. Facts:
 * ARCHITECTURE §10, platform §8, prior-systems §7.
 */
package dev.parley.conversation.otel;

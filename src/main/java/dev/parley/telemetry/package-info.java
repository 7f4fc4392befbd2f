/**
 * Names of spans, attributes and log fields, and what writes them. Edges only may import it; spoken words and numbers never
 * reach it. One trace per call, one span per turn, never a span per frame. Facts: ARCHITECTURE §10, prior-systems §0.
 */
package dev.parley.telemetry;

/**
 * The form of requests and answers of Cosmos, and who may ask.
 *
 * <p>Knows headers, paths, error bodies and signatures, and nothing of documents. No class here has a thread; all are
 * immutable. Facts: Azure Cosmos DB REST API reference, read November 2026.
 */
package dev.parley.emulator.cosmos.wire;

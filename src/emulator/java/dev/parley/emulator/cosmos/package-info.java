/**
 * Cosmos DB with the SQL API, as far as the SDKs in gateway mode use it: account, databases, containers, documents, batches,
 * a few forms of query, change feed, with the service's statuses, headers and words.
 *
 * <p>The servlet makes a request of what came, {@code wire} knows its form and its signature, {@code items} does what is asked
 * of documents, {@code query} reads queries, {@code store} keeps everything in memory and, if so set, on disk. Runs on the
 * server's threads. Facts: the project's Cosmos protocol sheet, found with azure-cosmos 4.81.0, and the service's REST reference.
 */
package dev.parley.emulator.cosmos;

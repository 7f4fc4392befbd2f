/**
 * Reads the few forms of query that are answered and makes a predicate over documents of them.
 *
 * <p>Whatever it does not know it refuses, so that a query is never answered otherwise than the service would. Pure functions.
 * Facts: Azure Cosmos DB for NoSQL query reference, read November 2026.
 */
package dev.parley.emulator.cosmos.query;

/**
 * Personas in Cosmos DB, by its SDK in gateway mode. Container {@code Personas}, partition key {@code /personaId}: a persona's
 * {@code head}, its revisions {@code rev-…} and deeds {@code audit-…} lie in one partition, so that each change is one
 * transactional batch; the partition {@code $catalog} holds what spans personas. Every operation has a bound. Facts: cosmos.
 */
package dev.parley.personas.cosmos;

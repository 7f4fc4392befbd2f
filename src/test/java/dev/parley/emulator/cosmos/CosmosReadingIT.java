package dev.parley.emulator.cosmos;

/** The contract for reading once more, against the emulator in its server. */
class CosmosReadingIT extends CosmosReadingContractTest {}

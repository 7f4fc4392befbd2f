package dev.parley.emulator.cosmos.store;

import jakarta.json.JsonObject;

/**
 * One version of a document.
 *
 * @param number of the document within its container, kept from version to version; grows in order of creation
 * @param lsn of this version within the container: grows with every write
 * @param body as it is given to clients, with the system's own members
 */
public record Document(PartitionKey partition, String id, long number, long lsn, JsonObject body) {
    /** Quoted, as it stands in headers. */
    public String etag() {
        return body.getString("_etag");
    }

    Place place() {
        return new Place(partition, id);
    }

    /** Where a document stands: an id is unique within its partition alone. */
    record Place(PartitionKey partition, String id) {}
}

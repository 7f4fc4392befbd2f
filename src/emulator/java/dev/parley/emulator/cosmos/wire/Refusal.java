package dev.parley.emulator.cosmos.wire;

import dev.parley.emulator.cosmos.store.JsonText;

/** A request is answered with an error in the service's words; nothing was changed. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int substatus;
    private final String code;

    private Refusal(int status, int substatus, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.substatus = substatus;
        this.code = code;
    }

    public static Refusal of(int status, String code, String message) {
        return new Refusal(status, 0, code, message);
    }

    public static Refusal badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    /** The partition key of the header is not that of the document. */
    public static Refusal otherPartition() {
        return new Refusal(
                400,
                1001,
                "BadRequest",
                "PartitionKey extracted from document doesn't match the one specified in the header");
    }

    /** The client took the container for another one that had its name; it looks again and repeats the request. */
    public static Refusal otherContainer() {
        return new Refusal(400, 1024, "BadRequest", "The container's rid is not the one that was intended.");
    }

    public static Refusal unauthorized(String why) {
        return of(401, "Unauthorized", why);
    }

    public static Refusal notFound() {
        return of(
                404,
                "NotFound",
                "Entity with the specified id does not exist in the system. More info: https://aka.ms/cosmosdb-tsg-not-found");
    }

    public static Refusal noOwner() {
        return new Refusal(404, 1003, "NotFound", "Owner resource does not exist");
    }

    public static Refusal taken() {
        return of(409, "Conflict", "Entity with the specified id already exists in the system.");
    }

    public static Refusal preconditionFailed() {
        return of(412, "PreconditionFailed", "One of the specified pre-condition is not met");
    }

    public static Refusal tooLarge() {
        return of(413, "RequestEntityTooLarge", "Request size is too large");
    }

    /** The status of a fault, in the words of the service where it has some. */
    public static Refusal fault(int status) {
        return switch (status) {
            case 408 -> of(408, "RequestTimeout", "Message: Request timed out.");
            case 410 -> of(410, "Gone", "The requested resource is no longer available at the server.");
            case 429 ->
                new Refusal(
                        429,
                        3200,
                        "429",
                        "Request rate is large. More Request Units may be needed, so no changes were made.");
            case 449 ->
                of(449, "RetryWith", "Conflicting request to resource has been attempted. Retry to avoid conflicts.");
            case 503 -> of(503, "ServiceUnavailable", "Service is currently unavailable, please retry after a while.");
            default -> of(status, "InternalServerError", "Unknown server error occurred when processing this request.");
        };
    }

    public int status() {
        return status;
    }

    public CosmosReply reply() {
        CosmosReply reply = CosmosReply.of(
                        status,
                        JsonText.object()
                                .add("code", code)
                                .add("message", getMessage())
                                .build())
                .charged(1);
        return substatus == 0 ? reply : reply.with("x-ms-substatus", Integer.toString(substatus));
    }
}

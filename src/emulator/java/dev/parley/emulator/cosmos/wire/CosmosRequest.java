package dev.parley.emulator.cosmos.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request as it came.
 *
 * @param path as it stands in the request line, without the query
 * @param headers by name in lower case
 * @param baseUrl how the client reached this server, with a slash at the end
 */
public record CosmosRequest(String method, String path, Map<String, String> headers, byte[] body, String baseUrl) {
    public CosmosRequest {
        headers = Map.copyOf(headers);
    }

    /** The parts of the path in clear, such as {@code dbs, parley, colls, Personas}; none for the account. */
    public List<String> segments() {
        return Stream.of(path.split("/"))
                .filter(each -> !each.isEmpty())
                .map(each -> URLDecoder.decode(each.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Whether a header is there and says true. */
    public boolean says(String name) {
        return header(name).map(Boolean::parseBoolean).orElse(false);
    }

    public int pageSize() {
        try {
            return header("x-ms-max-item-count").map(Integer::parseInt).orElse(-1);
        } catch (NumberFormatException e) {
            throw Refusal.badRequest("x-ms-max-item-count is no number.");
        }
    }
}

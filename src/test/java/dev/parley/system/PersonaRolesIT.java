package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every operation on personas that the API's own document names, asked for by each demo user and by nobody. The persona that is
 * asked about does not exist, so what is allowed changes nothing either.
 */
class PersonaRolesIT {
    private static final Pattern OURS = Pattern.compile("/api/(v1/personas|configuration)\\b.*");
    private static final List<String> USERS = List.of("viewer", "operator", "editor", "approver", "talker");
    /** The operator of local mode is a viewer, too; editor and approver also have the roles below theirs. */
    private static final Set<String> READ = Set.of("viewer", "operator", "editor", "approver");

    private static final Set<String> EDIT = Set.of("editor", "approver");
    private static final Set<String> APPROVE = Set.of("approver");
    private static final Set<String> TALK = Set.of("viewer", "operator", "editor", "approver", "talker");

    private static final Map<String, Set<String>> MAY = Stream.of(
                    may(READ, "get", "", "/audit", "/audit/export", "/audit/verify", "/numbers", "/schema", "/{id}"),
                    may(READ, "get", "/{id}/canary", "/{id}/revisions", "/{id}/revisions/verify"),
                    may(READ, "get", "/{id}/revisions/{hash}", "/{id}/revisions/{hash}/diff"),
                    may(READ, "get", "/{id}/tests", "/{id}/tests/{run}", "/{id}/tests/{run}/events"),
                    may(READ, "post", "/{id}/preview", "/{id}/validate"),
                    may(EDIT, "get", "/export"),
                    may(EDIT, "post", "", "/{id}/tests"),
                    may(EDIT, "put", "/{id}"),
                    may(EDIT, "delete", "/{id}/draft", "/{id}/tests/{run}"),
                    may(APPROVE, "put", "/numbers", "/{id}/canary", "/{id}/default"),
                    may(APPROVE, "delete", "/{id}"),
                    may(APPROVE, "post", "/{id}/canary/abort", "/{id}/canary/promote", "/{id}/publish"),
                    may(APPROVE, "post", "/{id}/rename", "/{id}/rollback"),
                    Map.of(
                            "get /api/configuration", TALK,
                            "get /api/configuration/{id}", TALK,
                            "post /api/configuration", APPROVE,
                            "put /api/configuration/{id}", APPROVE,
                            "put /api/configuration/default/{id}", APPROVE,
                            "delete /api/configuration/{id}", APPROVE))
            .collect(LinkedHashMap::new, Map::putAll, Map::putAll);

    private static Map<String, Set<String>> may(Set<String> who, String method, String... paths) {
        var all = new LinkedHashMap<String, Set<String>>();
        for (var path : paths) {
            all.put(method + " /api/v1/personas" + path, who);
        }
        return all;
    }

    /** @param type of its body; empty: it has none */
    private record Operation(String name, String type) {
        int askedBy(String user) {
            var parts = name.split(" ");
            var path = parts[1].replaceAll("\\{id\\}", "nobody-of-this-id").replaceAll("\\{\\w+\\}", "0".repeat(64));
            var request = LocalMode.request(LocalMode.PARLEY + path)
                    .header("If-Match", "\"1\"")
                    .method(
                            parts[0].toUpperCase(Locale.ROOT),
                            type.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
            if (!type.isEmpty()) {
                request.header("Content-Type", type);
            }
            if (!user.isEmpty()) {
                request.header("Authorization", LocalMode.basic(user));
            }
            return LocalMode.send(request).status();
        }
    }

    @Test
    void theTableNamesEveryOperation() {
        assertThat(operations().stream().map(Operation::name)).containsExactlyInAnyOrderElementsOf(MAY.keySet());
    }

    @Test
    void eachRoleDoesWhatItMayAndNothingElse() {
        for (var operation : operations()) {
            var allowed = new TreeSet<String>();
            for (var user : USERS) {
                int status = operation.askedBy(user);
                assertThat(status).as(user + " " + operation.name()).isNotEqualTo(401);
                if (status != 403) {
                    allowed.add(user);
                }
            }
            assertThat(allowed).as(operation.name()).isEqualTo(MAY.get(operation.name()));
        }
    }

    /** Local mode lets guests from this machine see whom they can talk to, and nothing else. */
    @Test
    void nobodyDoesNothing() {
        for (var operation : operations()) {
            boolean guests = MAY.get(operation.name()).equals(TALK);
            assertThat(operation.askedBy("") == 401).as(operation.name()).isNotEqualTo(guests);
        }
    }

    private static List<Operation> operations() {
        var document = LocalMode.send(LocalMode.request(LocalMode.PARLEY + "/openapi")
                .header("Accept", "application/json")
                .GET());
        var all = new ArrayList<Operation>();
        document.body().path("paths").properties().stream()
                .filter(path -> OURS.matcher(path.getKey()).matches())
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> Set.of("get", "put", "post", "delete").contains(entry.getKey()))
                        .map(entry -> new Operation(entry.getKey() + " " + path.getKey(), type(entry.getValue())))
                        .forEach(all::add));
        assertThat(all).isNotEmpty();
        return all;
    }

    private static String type(JsonNode operation) {
        var types = new ArrayList<String>();
        operation.path("requestBody").path("content").fieldNames().forEachRemaining(types::add);
        types.remove("multipart/form-data");
        return types.isEmpty() ? "" : types.getFirst();
    }
}

package dev.parley.emulator.cosmos.items;

import dev.parley.emulator.cosmos.store.Container;
import dev.parley.emulator.cosmos.store.Page;
import dev.parley.emulator.cosmos.wire.CosmosReply;
import dev.parley.emulator.cosmos.wire.CosmosRequest;
import dev.parley.emulator.cosmos.wire.Refusal;
import jakarta.json.JsonObject;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The change feed as a client pulls it: the latest version of each document in the order of writing, from the beginning, from
 * now, from a time or from where it stopped.
 */
final class ChangeFeed {
    private static final String INCREMENTAL = "Incremental Feed";
    private static final Pattern POSITION = Pattern.compile("\"?(\\d{1,18})\"?");

    private final Container container;

    ChangeFeed(Container container) {
        this.container = container;
    }

    CosmosReply answer(CosmosRequest request) {
        if (!request.header("a-im").filter(INCREMENTAL::equalsIgnoreCase).isPresent()) {
            throw Refusal.badRequest("Of the change feed's modes only the incremental one is emulated.");
        }
        long after = request.header("if-none-match").map(this::position).orElse(0L);
        Page page = container.changes(
                ItemPaths.partitionIfAny(request), after, Page.Size.of(request.pageSize()), since(request));
        CosmosReply reply =
                page.documents().isEmpty() ? CosmosReply.empty(304).charged(1) : ItemPaths.documents(container, page);
        return reply.with("etag", "\"" + page.lastLsn() + "\"");
    }

    private long position(String header) {
        if (header.equals("*")) {
            return container.lsn();
        }
        Matcher position = POSITION.matcher(header);
        if (!position.matches()) {
            throw Refusal.badRequest("If-None-Match holds no position of this change feed.");
        }
        return Long.parseLong(position.group(1));
    }

    private static Predicate<JsonObject> since(CosmosRequest request) {
        Optional<Long> second = request.header("if-modified-since").map(ChangeFeed::second);
        return second.<Predicate<JsonObject>>map(
                        from -> body -> body.getJsonNumber("_ts").longValue() > from)
                .orElse(body -> true);
    }

    private static long second(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toEpochSecond();
        } catch (DateTimeParseException e) {
            throw Refusal.badRequest("If-Modified-Since is no date.");
        }
    }
}

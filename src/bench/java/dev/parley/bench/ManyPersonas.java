package dev.parley.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Many personas of many revisions each, all made through the API as their authors would make them; then how long it takes to
 * list, filter, save and publish among them, some users at once, beside a bare servlet that answers as many bytes.
 */
final class ManyPersonas {
    private static final String PERSONAS = "/api/v1/personas";
    private static final String PLAIN = "/bench/plain?bytes=";
    private static final int MAKERS = 8;
    private static final int USERS = 4;
    private static final int FLOORS = 20;
    private static final int WARM_UP = 100;

    private final Http plain;
    private final Http viewer;
    private final Http editor;
    private final Http approver;
    private final Terms terms;
    private final AtomicReferenceArray<String> versions;

    /**
     * @param personas how many there are, beside the bench's own
     * @param revisions of each
     * @param questions of each kind that are timed, over all users
     */
    record Terms(int personas, int revisions, int questions) {}

    /**
     * Times of one kind of request.
     *
     * @param bytes of an answer
     * @param nanos shortest first
     * @param floor of the bare servlet with as many bytes, shortest first
     */
    record Row(String what, int bytes, List<Long> nanos, List<Long> floor) {
        double ms(double quantile) {
            return SideBySide.Row.quantile(nanos, quantile) / 1e6;
        }

        double floorMs(double quantile) {
            return SideBySide.Row.quantile(floor, quantile) / 1e6;
        }
    }

    /** @param makingSeconds in which all of them were made */
    record Outcome(Terms terms, double makingSeconds, int users, List<Row> rows) {
        Outcome {
            rows = List.copyOf(rows);
        }
    }

    /** One request, as the number of the persona that it is about; gives the bytes of its answer. */
    @FunctionalInterface
    private interface Question {
        int ask(int number) throws IOException, InterruptedException;
    }

    /** @param plain of the server, without anybody's name */
    ManyPersonas(Http plain, Terms terms) {
        this.plain = plain;
        this.viewer = plain.as("viewer");
        this.editor = plain.as("editor");
        this.approver = plain.as("approver");
        this.terms = terms;
        this.versions = new AtomicReferenceArray<>(terms.personas());
    }

    Outcome run() throws IOException, InterruptedException {
        var begun = System.nanoTime();
        timed(MAKERS, terms.personas(), this::make);
        var seconds = (System.nanoTime() - begun) / 1e9;
        var rows = new ArrayList<Row>();
        rows.add(reading("list a page of 50", "?limit=50&page=7"));
        rows.add(reading("filter by name", "?name=office-77"));
        rows.add(reading("filter by tag", "?tag=floor-3"));
        rows.add(reading("filter by state", "?state=published"));
        rows.add(reading("search in all texts", "?text=office+77."));
        rows.add(reading("show one", "/" + id(5)));
        rows.add(reading("list the revisions of one", "/" + id(5) + "/revisions"));
        rows.add(row("save a draft", number -> save(number, terms.revisions() + 1)));
        rows.add(row("publish it", this::publish));
        return new Outcome(terms, seconds, USERS, rows);
    }

    private Row reading(String what, String where) throws IOException, InterruptedException {
        Question question =
                number -> viewer.exchange("GET", PERSONAS + where, Http.NOTHING).body().length;
        timed(USERS, WARM_UP, question);
        return row(what, question);
    }

    private Row row(String what, Question question) throws IOException, InterruptedException {
        var bytes = new AtomicInteger();
        var nanos = timed(USERS, terms.questions(), number -> {
            bytes.set(question.ask(number % terms.personas()));
            return bytes.get();
        });
        Question floor = number ->
                plain.exchange("GET", PLAIN + bytes.get(), Http.NOTHING).body().length;
        return new Row(what, bytes.get(), nanos, timed(USERS, terms.questions(), floor));
    }

    private static String id(int number) {
        return "office-" + number;
    }

    private static String path(int number) {
        return PERSONAS + "/" + id(number);
    }

    /** Some 2 KB, as a short prompt has. */
    private static String text(int number, int revision) {
        var about = "You answer the phone of office " + number + ". Be short and friendly; say numbers slowly. ";
        return "---\nname: " + id(number) + "\ndescription: Office " + number + "\nmetadata:\n  tags: [floor-"
                + number % FLOORS
                + "]\nparley:\n  greeting: Good day, how can I help you?\n  tools: [end_call]\n---\nsystem:\n"
                + about.repeat(20) + "\nThis is edition " + revision + ".\n";
    }

    private int make(int number) throws IOException, InterruptedException {
        var made = editor.exchange("POST", PERSONAS, Http.Content.prompty(text(number, 1)));
        versions.set(number, made.version());
        publish(number);
        for (int revision = 2; revision <= terms.revisions(); revision++) {
            save(number, revision);
            publish(number);
        }
        return made.body().length;
    }

    private int save(int number, int revision) throws IOException, InterruptedException {
        return changed(
                number,
                editor.exchange(
                        "PUT",
                        path(number),
                        Http.Content.prompty(text(number, revision)).over(versions.get(number))));
    }

    private int publish(int number) throws IOException, InterruptedException {
        var comment = Http.Content.json("{\"comment\":\"opening hours\"}");
        return changed(
                number, approver.exchange("POST", path(number) + "/publish", comment.over(versions.get(number))));
    }

    private int changed(int number, Http.Answer answer) {
        versions.set(number, answer.version());
        return answer.body().length;
    }

    /** Asks {@code count} times, {@code users} at once, about one persona after the other; gives the times, shortest first. */
    private static List<Long> timed(int users, int count, Question question) throws IOException, InterruptedException {
        var next = new AtomicInteger();
        var nanos = Collections.synchronizedList(new ArrayList<Long>());
        Callable<Void> user = () -> {
            for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                var asked = System.nanoTime();
                question.ask(number);
                nanos.add(System.nanoTime() - asked);
            }
            return null;
        };
        try (var all = Executors.newFixedThreadPool(users)) {
            for (var done : all.invokeAll(Collections.nCopies(users, user))) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a request failed: " + e.getCause().getMessage(), e);
        }
        return nanos.stream().sorted().toList();
    }
}

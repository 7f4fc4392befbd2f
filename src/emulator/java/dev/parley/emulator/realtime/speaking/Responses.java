package dev.parley.emulator.realtime.speaking;

import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.Limit;
import dev.parley.emulator.faults.Occasion;
import dev.parley.emulator.realtime.conversation.Conversation;
import dev.parley.emulator.realtime.conversation.Questions;
import dev.parley.emulator.realtime.wire.BadEvent;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.thinking.Question;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** The responses of one session: at most one in its conversation at a time, some beside it. Used under the session's lock. */
public final class Responses {
    private static final int MOST_AT_ONCE = 16;

    private final Conversation conversation;
    private final Consumer<JsonObjectBuilder> events;
    private final Wire wire;
    private final Workshop workshop;
    private final String deployment;
    private final Object lock;
    private final LongConsumer whenSaid;
    private final Map<ResponseRun, RequestEntry> live = new LinkedHashMap<>();
    private final RateLimits limits = new RateLimits();
    private boolean spoke;

    /**
     * @param lock the session's
     * @param whenSaid told after each response in the conversation, with the milliseconds of audio it said
     */
    public Responses(
            Conversation conversation,
            Consumer<JsonObjectBuilder> events,
            Wire wire,
            Workshop workshop,
            String deployment,
            Object lock,
            LongConsumer whenSaid) {
        this.conversation = conversation;
        this.events = events;
        this.wire = wire;
        this.workshop = workshop;
        this.deployment = deployment;
        this.lock = lock;
        this.whenSaid = whenSaid;
    }

    /** Whether the voice can be changed no more: the user has heard it. */
    public boolean voiceFixed() {
        return spoke || live.keySet().stream().anyMatch(ResponseRun::spoke);
    }

    /** @throws BadEvent while another one is active in the conversation */
    public void create(ResponseOptions options) {
        Optional<ResponseRun> active = active();
        if (options.inConversation() && active.isPresent()) {
            throw BadEvent.of(
                    "conversation_already_has_active_response",
                    "Conversation already has an active response in progress: "
                            + active.get().id() + ". Wait until the response is finished before creating a new one.");
        }
        if (live.size() >= MOST_AT_ONCE) {
            throw BadEvent.of("too_many_responses", "Too many responses are in progress.");
        }
        Question question = Questions.of(options.settings(), options.input());
        RequestEntry entry = workshop.log()
                .open(AzureService.REALTIME, "realtime response")
                .note("deployment", deployment)
                .note("heard", question.lastUserText())
                .note("voice", options.settings().voice())
                .note("tools", question.tools().size());
        var run = new ResponseRun(options, conversation, events, this::over);
        live.put(run, entry);
        run.begin();
        workshop.workers()
                .execute(new Delivery(
                        run,
                        new Delivery.Asked(question, options.settings().tools(), deployment),
                        workshop.studio(),
                        struck(question),
                        entry,
                        wire,
                        lock));
    }

    private Optional<Fault> struck(Question question) {
        String words = question.messages().stream().map(Question.Message::text).collect(Collectors.joining("\n"));
        return workshop.faults()
                .strike(Occasion.of(
                        AzureService.REALTIME,
                        workshop.calls().callIn(words),
                        Map.of(Limit.DEPLOYMENT, deployment, Limit.MOMENT, "response")));
    }

    /**
     * Ends a response because the client wants it.
     *
     * @param id empty: the one in the conversation
     * @throws BadEvent if there is none
     */
    public void cancel(Optional<String> id) {
        live.keySet().stream()
                .filter(run -> id.map(run.id()::equals).orElse(run.options().inConversation()))
                .findFirst()
                .orElseThrow(() ->
                        BadEvent.of("response_cancel_not_active", "Cancellation failed: no active response found"))
                .finish(Outcome.CLIENT_CANCELLED);
    }

    /** The user began to speak. */
    public void interrupted() {
        active().ifPresent(run -> run.finish(Outcome.TURN_DETECTED));
    }

    /** The session is over: nothing more is said. */
    public void abandon() {
        live.forEach((run, entry) -> {
            run.abandon();
            entry.close(Outcome.CLIENT_CANCELLED.httpStatus());
        });
        live.clear();
    }

    private Optional<ResponseRun> active() {
        return live.keySet().stream()
                .filter(run -> run.options().inConversation())
                .findFirst();
    }

    private void over(ResponseRun run, Outcome outcome) {
        spoke |= run.spoke();
        live.remove(run).note("outcome", outcome.status()).close(outcome.httpStatus());
        events.accept(limits.after(run.tokens()));
        if (run.options().inConversation()) {
            whenSaid.accept(run.spokenMs());
        }
    }
}

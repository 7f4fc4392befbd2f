package dev.parley.emulator.realtime.speaking;

import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.realtime.conversation.Item;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.thinking.Question;
import dev.parley.emulator.thinking.Question.ToolUse;
import dev.parley.emulator.thinking.RelayedThinking;
import dev.parley.emulator.thinking.Thought;
import dev.parley.emulator.tone.ToneWord;
import jakarta.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Thinks of one response and tells it at the model's pace. Runs on a thread of its own and takes the session's lock for each
 * step; a response that ended meanwhile ends it.
 */
final class Delivery implements Runnable {
    private static final Logger LOG = Logger.getLogger(Delivery.class.getName());
    private static final int DELTAS_PER_SECOND = 5;
    /** So much audio leaves at once, 400 ms; the rest by the pace. */
    private static final int AT_ONCE = 2;

    private static final int ARGUMENT_PIECE = 8;

    private final ResponseRun run;
    private final Asked asked;
    private final Studio studio;
    private final Optional<Fault> struck;
    private final RequestEntry entry;
    private final Wire wire;
    private final Object lock;
    private long beganNanos;

    /** What the model is asked. */
    record Asked(Question question, JsonArray tools, String deployment) {}

    Delivery(
            ResponseRun run,
            Asked asked,
            Studio studio,
            Optional<Fault> struck,
            RequestEntry entry,
            Wire wire,
            Object lock) {
        this.run = run;
        this.asked = asked;
        this.studio = studio;
        this.struck = struck;
        this.entry = entry;
        this.wire = wire;
        this.lock = lock;
    }

    @Override
    public void run() {
        Outcome outcome;
        try {
            outcome = deliver();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            outcome = Outcome.BROKEN;
        } catch (RelayedThinking.Unanswered e) {
            entry.note("relay", e.getMessage());
            outcome = Outcome.BROKEN;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A realtime response failed", e);
            outcome = Outcome.BROKEN;
        }
        Outcome end = outcome;
        step(() -> run.finish(end));
    }

    private Outcome deliver() throws InterruptedException {
        if (struck.isPresent() && struck.get().kind() == FaultKind.REFUSE) {
            return Outcome.BROKEN;
        }
        if (struck.isPresent() && struck.get().kind() == FaultKind.THROTTLE) {
            return Outcome.THROTTLED;
        }
        Thought thought = studio.thinker().think(asked.question(), asked.tools(), asked.deployment());
        Optional<Fault> fault = struck.or(thought::fault);
        fault.ifPresent(each -> entry.note("fault", each.kind().wire()));
        long late = fault.filter(each -> each.kind() == FaultKind.DELAY)
                .map(Fault::afterMs)
                .orElse(0L);
        fault.filter(each -> each.kind() != FaultKind.DELAY).ifPresent(wire::play);
        Answer answer = Answer.of(thought, run.options().settings(), studio.voices());
        note(answer, thought);
        TimeUnit.MILLISECONDS.sleep(studio.thinker().firstWordMs() + late);
        beganNanos = System.nanoTime();
        studio.thinker().speaks(thought.say());
        if (answer.speaks() && !say(answer)) {
            return Outcome.CLIENT_CANCELLED; // it is over already: this changes nothing
        }
        for (ToolUse use : answer.uses()) {
            step(() -> call(use));
        }
        return answer.outcome();
    }

    private void note(Answer answer, Thought thought) {
        entry.note("says", thought.say());
        if (!answer.uses().isEmpty()) {
            entry.note(
                    "calls",
                    String.join(", ", answer.uses().stream().map(ToolUse::name).toList()));
        }
    }

    /** Whether it could be said to the end. */
    private boolean say(Answer answer) throws InterruptedException {
        var message = new ArrayList<MessageOutput>(1);
        if (!step(() -> message.add(run.message()))) {
            return false;
        }
        boolean whole = run.options().settings().spoken()
                ? speak(answer, message.getFirst())
                : write(answer.written(), message.getFirst());
        boolean cut = !answer.outcome().equals(Outcome.COMPLETED);
        return whole && step(() -> run.close(cut ? Item.Status.INCOMPLETE : Item.Status.COMPLETED));
    }

    private boolean write(List<String> pieces, MessageOutput message) throws InterruptedException {
        for (int i = 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            waitUntil(studio.thinker().dueNanos(i));
            if (!step(() -> message.write(piece))) {
                return false;
            }
        }
        return true;
    }

    private boolean speak(Answer answer, MessageOutput message) throws InterruptedException {
        int rateHz = run.options().settings().outputCodec().rateHz();
        int delta = rateHz / DELTAS_PER_SECOND;
        double speed = studio.speed().getAsDouble();
        double nanosPerDelta = speed == 0 ? 0 : 1e9 / DELTAS_PER_SECOND / speed;
        for (int i = 0; i * delta < answer.pcm().length; i++) {
            int from = i * delta;
            int length = Math.min(delta, answer.pcm().length - from);
            List<ToneWord> words = answer.words().stream()
                    .filter(word -> word.startSample() >= from && word.startSample() < from + length)
                    .toList();
            waitUntil((long) (Math.max(0, i - AT_ONCE + 1) * nanosPerDelta));
            if (!step(() -> message.say(words, answer.pcm(), from, length))) {
                return false;
            }
        }
        return true;
    }

    private void call(ToolUse use) {
        CallOutput call = run.call(use.name());
        String arguments = use.arguments();
        for (int from = 0; from < arguments.length(); from += ARGUMENT_PIECE) {
            call.argue(arguments.substring(from, Math.min(arguments.length(), from + ARGUMENT_PIECE)));
        }
        run.close(Item.Status.COMPLETED);
    }

    /** Does something unless the response is over; whether it was done. */
    private boolean step(Runnable emission) {
        synchronized (lock) {
            if (run.over()) {
                return false;
            }
            emission.run();
            return true;
        }
    }

    private void waitUntil(long dueNanos) throws InterruptedException {
        long left = dueNanos - (System.nanoTime() - beganNanos);
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }
}

package dev.parley.conversation;

import dev.parley.conversation.ConversationListener.Ending;
import java.util.Map;
import java.util.Optional;

/**
 * How a conversation ends: last words, then the end; or a person takes over, where the persona says so and the agent cannot
 * help any more. Belongs to the conversation's thread.
 */
final class Leaving {
    /** Answers in a row of which nothing could be spoken before the call is given up: the voice is gone for good. */
    private static final int UNSPOKEN = 3;

    private final Scene scene;
    private final Floor floor;
    private final Answering answering;
    private final Speaking speaking;
    private final Speculation speculation;
    private final Hearing hearing;

    /** The farewell was heard, but the caller is saying something: it may be called off. */
    private Optional<Ending> waiting = Optional.empty();
    /** Answers in a row of which nothing could be spoken. */
    private int unspoken;

    private boolean transferTried;
    private boolean done;

    Leaving(
            Scene scene,
            Floor floor,
            Answering answering,
            Speaking speaking,
            Speculation speculation,
            Hearing hearing) {
        this.scene = scene;
        this.floor = floor;
        this.answering = answering;
        this.speaking = speaking;
        this.speculation = speculation;
        this.hearing = hearing;
    }

    /** The conversation is over, perhaps with the event at hand. */
    boolean done() {
        return done;
    }

    /** A person is being asked to take over; what the caller says now is for somebody else. */
    boolean transferring() {
        return scene.runs(Deadline.TRANSFER);
    }

    /** Some of an answer was spoken. */
    void answered() {
        unspoken = 0;
    }

    /** No word of an answer could be spoken: at least the caller is told, if that can be; after some of them goodbye. */
    void apologise() {
        if (++unspoken >= UNSPOKEN) {
            giveUp();
            return;
        }
        var turn = scene.beginTurn("answer not spoken");
        scene.decided("apology", Map.of());
        speaking.say(turn, scene.persona().limits().apology());
        speaking.proceed(turn);
    }

    /** The agent cannot help any more. Whom a person takes over is not said goodbye to. */
    void giveUp() {
        scene.decided("gives up", Map.of());
        var persona = scene.persona();
        var words = handsOver(Ending.FAILED) ? persona.limits().apology() : SetPhrases.lastWords(persona);
        sayGoodbye(words, Ending.FAILED);
    }

    /** Takes the floor for the last words; they are heard before the end. */
    void sayGoodbye(String words, Ending why) {
        var farewell = scene.turn().filter(turn -> turn.farewell.isPresent());
        if (farewell.isPresent()) {
            farewell.get().uninterruptible = true; // it was the caller's choice to call it off, and is no longer
            return;
        }
        calledOff();
        floor.cut("goodbye", () -> {
            speculation.drop("goodbye");
            scene.stop(Deadline.TURN_END);
            var turn = scene.beginTurn("goodbye");
            answering.takeLeave(turn, why);
            speaking.say(turn, words);
            speaking.proceed(turn);
        });
    }

    /** The last words were heard while the caller was saying something: it is the end, unless that calls it off. */
    void unlessCalledOff(Ending why) {
        waiting = Optional.of(why);
    }

    void calledOff() {
        waiting = Optional.empty();
    }

    /** What the caller said did not call it off: then this is the end. False: there was none to call off. */
    boolean finishIfWaiting() {
        waiting.ifPresent(this::finish);
        return done;
    }

    /** The last words were said: who wants it so is handed to a person, of any other the call ends. */
    void leave(Ending why) {
        if (!handsOver(why)) {
            finish(why);
            return;
        }
        transferTried = true;
        speculation.drop("transfer");
        scene.decided("transfer", Map.of());
        scene.stop(Deadline.HEARING, Deadline.RELISTEN, Deadline.SILENCE);
        hearing.forget();
        scene.start(Deadline.TRANSFER);
        scene.emit(new Effect.Transfer(scene.persona().limits().transferTo().orElseThrow()));
    }

    private boolean handsOver(Ending why) {
        return scene.handsOver() && why == Ending.FAILED && !transferTried;
    }

    void transferFailed() {
        scene.stop(Deadline.TRANSFER);
        scene.decided("transfer failed", Map.of());
        sayGoodbye(scene.persona().silence().goodbye(), Ending.FAILED);
    }

    void finish(Ending why) {
        scene.stopAll();
        long at = scene.now();
        var lasted = scene.lasted();
        scene.observe(o -> o.ended(scene.opening.callId(), why, lasted, at));
        scene.emit(new Effect.Finish(why));
        done = true;
    }
}

package dev.parley.conversation;

import dev.parley.conversation.Adopted.Guess;
import dev.parley.conversation.turns.EndOfTurn;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The caller's part: partials, utterances and keys, and what of them cuts the agent or asks for an answer. */
final class Hearing {
    /** A voice that began has its first partial by then, or it was no speech: partials are 0.3 to 0.7 s behind. */
    private static final Duration VOICE_BECOMES_WORDS = Duration.ofMillis(700);
    /** How often a voice without new words puts the end of the caller's turn off: a third one is music. */
    private static final int PUT_OFFS = 2;

    private final Scene scene;
    private final Floor floor;
    private final Interrupting interrupting;
    private final Speculation speculation;
    private final CallerVoice voice = new CallerVoice();
    private final Keypad keys = new Keypad();
    private final Adopted adopted = new Adopted();
    private final Committed committed;

    private Optional<Guess> partial = Optional.empty();

    /** When the caller's turn ends unless a voice begins. */
    private long turnEndsAt;
    /** How often that was put off since there were new words. */
    private int putOffs;

    private boolean spoke;
    private EndOfTurn.Phase phase = EndOfTurn.Phase.LISTENING;
    private long lastEndMs;
    private Optional<Long> soundAt = Optional.empty();

    /** What the turn that answers reports as its hearing. */
    private Optional<Heard> lastHeard = Optional.empty();

    private record Heard(long fromNanos, long toNanos, long audioMs) {}

    Hearing(Scene scene, Floor floor, Interrupting interrupting, Speculation speculation) {
        this.scene = scene;
        this.floor = floor;
        this.interrupting = interrupting;
        this.speculation = speculation;
        this.committed = new Committed(scene, floor, interrupting, this::saidAtLength, this::afterNothing);
    }

    boolean voiceSounds() {
        return voice.sounds();
    }

    /** The caller is in the middle of something. */
    boolean busy() {
        return partial.isPresent() || committed.busy() || !keys.isEmpty() || scene.runs(Deadline.TURN_END);
    }

    /** Whether the caller said or pressed anything since this was last asked. */
    boolean spokeSinceAsked() {
        boolean answer = spoke;
        spoke = false;
        return answer;
    }

    /** Reports how what this turn answers was heard. */
    void reportTo(AgentTurn turn) {
        turn.times.speechEnded = voice.endedAt();
        lastHeard.ifPresent(heard -> turn.times.heard = OptionalLong.of(heard.toNanos()));
        lastHeard.ifPresent(heard -> scene.observe(o -> o.stageEnded(
                scene.opening.callId(),
                turn.id,
                TurnObserver.Stage.HEAR,
                heard.fromNanos(),
                heard.toNanos(),
                Map.of("audio_ms", heard.audioMs()))));
        lastHeard = Optional.empty();
    }

    /** Whether something that may be speech began so short a time ago that its partial may still come. */
    boolean soundWithin(Duration time) {
        return soundAt.filter(at -> scene.now() - at < time.toNanos()).isPresent();
    }

    void soundBegan(long offsetMs) {
        if (adopted.isHeardAgain(offsetMs, offsetMs)) {
            return;
        }
        soundAt = Optional.of(scene.now());
        interrupting.soundBegan();
    }

    void partial(EngineEvent.PartialHeard heard) {
        if (!SpeakableText.hasWords(heard.text()) || adopted.isHeardAgain(heard.offsetMs(), heard.endMs())) {
            return;
        }
        spoke = true;
        scene.callerSpeaks();
        if (partial.isEmpty()) {
            utteranceBegan(heard.offsetMs());
        }
        var guess = new Guess(heard.text(), heard.offsetMs(), heard.endMs(), scene.now());
        partial = Optional.of(guess);
        putOffs = 0;
        scene.stop(Deadline.SILENCE, Deadline.TURN_END);
        var quiet = voice.quietAfter(heard.endMs(), scene.now());
        scene.start(Deadline.FINAL, voice.sounds() ? Deadline.FINAL.usual() : finalWait(guess, quiet));
        interrupting.partial(heard.text());
        speculation.heardSoFar(heard.text());
        if (voice.endedBy(heard.endMs(), scene.now())) {
            thinkAhead();
        } else {
            scene.start(Deadline.STABLE);
        }
    }

    private void utteranceBegan(long offsetMs) {
        phase = scene.turn()
                .map(turn -> turn.audible() ? EndOfTurn.Phase.SPEAKING : EndOfTurn.Phase.THINKING)
                .orElse(interrupting.voiceCutTheAgent() ? EndOfTurn.Phase.SPEAKING : EndOfTurn.Phase.LISTENING);
        if (scene.runs(Deadline.TURN_END) || phase == EndOfTurn.Phase.THINKING) {
            scene.role().endOfTurn().wentOn(Duration.ofMillis(Math.max(0, offsetMs - lastEndMs)));
        }
    }

    /**
     * What is left of the wait for the final, from the end of the voice. Words that ask for more are not taken for all sooner
     * than usual, and none before they have had the time to change.
     */
    private Duration finalWait(Guess guess, Duration quiet) {
        var wanted = scene.persona().endOfTurn().finalWait();
        var most =
                scene.role().endOfTurn().probablyOver(guess.text()) ? wanted : longer(wanted, Deadline.FINAL.usual());
        var mayChange = wanted.compareTo(Deadline.STABLE.usual()) < 0 ? wanted : Deadline.STABLE.usual();
        return longer(most.minus(quiet), mayChange.minusNanos(scene.now() - guess.atNanos()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    void voiceBegan() {
        voice.began();
        scene.callerSpeaks();
        interrupting.voiceBegan();
        if (scene.modelSpeaks()) {
            committed.voiceBegan();
        }
        if (scene.runs(Deadline.TURN_END) && mayPutOff()) {
            var left = Duration.ofNanos(turnEndsAt - scene.now());
            scene.start(Deadline.TURN_END, longer(left, VOICE_BECOMES_WORDS));
        }
    }

    private boolean mayPutOff() {
        return ++putOffs <= PUT_OFFS;
    }

    /** Thinking may begin: if the voice goes on after all, only a guess was wrong. */
    void voiceFaded(EngineEvent.VoiceFaded faded) {
        voice.faded(faded.offsetMs(), scene.now());
        partial.filter(guess -> voice.endedBy(guess.endMs(), scene.now())).ifPresent(guess -> thinkAhead());
    }

    void voiceEnded(EngineEvent.VoiceEnded ended) {
        voice.ended(
                ended.offsetMs(),
                scene.now() - Duration.ofMillis(ended.quietMs()).toNanos());
        interrupting.voiceEnded();
        scene.callerQuiet();
        if (scene.modelSpeaks()) {
            committed.voiceEnded();
        }
        partial.ifPresent(guess -> {
            if (mayPutOff()) {
                scene.start(Deadline.FINAL, finalWait(guess, Duration.ofMillis(ended.quietMs())));
            }
            if (voice.endedBy(guess.endMs(), scene.now())) {
                thinkAhead();
            }
        });
    }

    /** The partial has not changed for a while. */
    void stable() {
        if (!voice.sounds()) {
            thinkAhead();
        }
    }

    private void thinkAhead() {
        scene.stop(Deadline.STABLE);
        partial.filter(guess ->
                        scene.turn().isEmpty() && scene.role().endOfTurn().probablyOver(guess.text()))
                .ifPresent(guess -> speculation.think(guess.text()));
    }

    void utterance(EngineEvent.UtteranceHeard heard) {
        if (!SpeakableText.hasWords(heard.text())) {
            nothing();
            return;
        }
        var heardAs = new Heard(
                partial.map(Guess::atNanos).orElse(scene.now()), scene.now(), heard.endMs() - heard.offsetMs());
        lastHeard = Optional.of(heardAs);
        if (partial.isEmpty()) {
            utteranceBegan(heard.offsetMs());
        }
        lastEndMs = heard.endMs();
        listened();
        complete(heard.text(), heard.offsetMs(), hold(heard.text()));
    }

    /** How long the caller may still go on: the quiet that is wanted, less the quiet that was. */
    private Duration hold(String text) {
        var wanted =
                scene.role().endOfTurn().quietAfter(text, phase, scene.persona().endOfTurn());
        if (voice.sounds()) {
            return longer(wanted, VOICE_BECOMES_WORDS);
        }
        var quiet = voice.quietFor(scene.now()).orElse(scene.persona().turns().endOfSpeech());
        return longer(wanted.minus(quiet), Duration.ZERO);
    }

    /** An utterance is complete, which may be one that was already taken as its partial had it. */
    private void complete(String text, long offsetMs, Duration hold) {
        adopted.finallyAt(offsetMs).ifPresentOrElse(guess -> corrected(guess.text(), text), () -> said(text, hold));
    }

    private void corrected(String guessed, String meant) {
        if (words(guessed).equals(words(meant))) {
            afterNothing();
            return;
        }
        scene.decided("corrected", Map.of());
        if (scene.turn().filter(AgentTurn::audible).isPresent()) {
            said(meant, Duration.ZERO);
        } else {
            floor.cut("corrected", () -> {
                scene.history.callerMeant(meant);
                scene.tell(new Caption.CallerSaid(meant, true));
                floor.answer();
            });
        }
    }

    /** The recogniser withdraws its guess: nobody said it. */
    void nothing() {
        listened();
        afterNothing();
    }

    /** A model that hears for itself found that the caller's turn is over. */
    void committed(EngineEvent.TurnCommitted turn) {
        spoke = true;
        lastHeard = Optional.of(new Heard(scene.now(), scene.now(), turn.audioMs()));
        committed.over(turn);
    }

    void wordsFollowed(EngineEvent.WordsFollowed words) {
        committed.words(words);
    }

    private void saidAtLength(String text) {
        interrupting.listened();
        said(text, Duration.ZERO);
    }

    /** Who hears is gone. */
    void lost() {
        forgetOtherClock();
        committed.lost();
    }

    /** Somebody hears. */
    void ready() {
        forgetOtherClock();
        committed.ready();
    }

    /** A recogniser that comes behind a model which hears for itself counts its offsets anew. */
    private void forgetOtherClock() {
        if (scene.modelSpeaks()) {
            adopted.forget();
        }
    }

    /** No final came. */
    void finalLate() {
        if (scene.modelSpeaks()) {
            committed.late();
            return;
        }
        var guess = partial.filter(g -> scene.turn().isEmpty() && !interrupting.hearsAside());
        listened();
        guess.ifPresentOrElse(this::adopt, this::afterNothing);
    }

    private void adopt(Guess guess) {
        scene.decided("partial taken for the utterance", Map.of());
        lastEndMs = guess.endMs();
        complete(guess.text(), guess.offsetMs(), Duration.ZERO);
        adopted.is(guess);
    }

    /** Nothing came of what the caller seemed to say. */
    void afterNothing() {
        interrupting.nothingCame();
        speculation.drop("withdrawn");
        boolean wordsMayFollow = voice.sounds() && scene.runs(Deadline.PAUSE); // of the voice that cut the agent
        if (scene.turn().isEmpty() && !busy() && !wordsMayFollow) {
            floor.goOn();
        }
    }

    private void listened() {
        if (!voice.sounds()) {
            scene.callerQuiet();
        }
        partial = Optional.empty();
        interrupting.listened();
        scene.stop(Deadline.FINAL, Deadline.STABLE);
    }

    /** What is half said or half entered is for nobody here. */
    void forget() {
        scene.callerQuiet();
        listened();
        keys.taken();
        committed.forget();
        adopted.forget();
        scene.stop(Deadline.VOICE, Deadline.TURN_END, Deadline.KEYS);
    }

    void pressed(char key) {
        var fate = keys.pressed(key, scene.now());
        scene.start(Deadline.KEYS);
        if (fate == Keypad.Fate.IGNORED) {
            return;
        }
        spoke = true;
        scene.stop(Deadline.SILENCE);
        interrupting.pressed(keys::isEmpty);
        if (fate == Keypad.Fate.COMPLETES) {
            entered();
        }
    }

    /** The caller wrote something that is to be answered. */
    void wrote() {
        spoke = true;
        scene.stop(Deadline.SILENCE, Deadline.TURN_END);
    }

    void keysEnded() {
        keys.leftAlone();
        if (!keys.isEmpty()) {
            entered();
        }
    }

    private void entered() {
        var entry = "[keys pressed: " + keys.taken() + "]";
        if (scene.modelSpeaks()) {
            scene.emit(new Effect.TellEntered(entry));
        }
        said(entry, Duration.ZERO);
    }

    /** Takes it for the caller's turn; {@code hold}: how long the caller may still go on before it is answered. */
    private void said(String text, Duration hold) {
        spoke = true;
        scene.stop(Deadline.SILENCE, Deadline.TURN_END);
        if (interrupting.isAside(text)) {
            scene.decided("aside", Map.of());
            afterNothing();
            return;
        }
        if (interrupting.putsOff(text)) {
            scene.callerSaid(text);
            return;
        }
        floor.cut("utterance", () -> {
            scene.callerSaid(text);
            if (hold.isZero()) {
                floor.answer();
            } else {
                putOffs = 0;
                turnEndsAt = scene.now() + hold.toNanos();
                scene.start(Deadline.TURN_END, hold);
            }
        });
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}

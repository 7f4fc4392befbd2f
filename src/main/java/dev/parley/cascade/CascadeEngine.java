package dev.parley.cascade;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ChatModel;
import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.agents.ToolSchema;
import dev.parley.agents.Tools;
import dev.parley.config.Threads;
import dev.parley.conversation.Drives;
import dev.parley.conversation.Engine;
import dev.parley.conversation.EngineEvent;
import dev.parley.conversation.Time;
import dev.parley.media.AudioFormat;
import dev.parley.speech.SpeechToText;
import dev.parley.speech.TextToSpeech;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Hear, think, speak: an engine of three services. Thread-safe. */
@ApplicationScoped
@Drives(Pipeline.CASCADE)
public class CascadeEngine implements Engine {
    private final SpeechToText hearing;
    private final ChatModel thinking;
    private final TextToSpeech speaking;
    private final SpokenCache cache;
    private final AnswerTimes times;
    private final Time time;

    CascadeEngine() {
        this(null, null, null, (SpokenCache) null, null, (Time) null);
    }

    @Inject
    public CascadeEngine(
            SpeechToText hearing,
            ChatModel thinking,
            TextToSpeech speaking,
            SpokenCache cache,
            AnswerTimes times,
            Threads threads) {
        this(hearing, thinking, speaking, cache, times, handingOn(threads));
    }

    /** An engine that lives by another clock, keeps no spoken phrase and is not measured: for a stage of its own. */
    public CascadeEngine(
            SpeechToText hearing,
            ChatModel thinking,
            TextToSpeech speaking,
            Tools tools,
            Executor executor,
            Time time) {
        this(
                hearing,
                thinking,
                speaking,
                new SpokenCache(speaking, tools, executor, 0),
                (asking, ordering, playing) -> {},
                time);
    }

    CascadeEngine(
            SpeechToText hearing,
            ChatModel thinking,
            TextToSpeech speaking,
            SpokenCache cache,
            AnswerTimes times,
            Time time) {
        this.time = time;
        this.hearing = hearing;
        this.thinking = thinking;
        this.speaking = speaking;
        this.cache = cache;
        this.times = times;
    }

    /** What an alarm does here may be a question to the model. */
    private static Time handingOn(Threads threads) {
        var time = Time.of(threads);
        return new Time() {
            @Override
            public long nanos() {
                return time.nanos();
            }

            @Override
            public Runnable after(Duration wait, Runnable task) {
                return time.after(wait, () -> threads.virtual().execute(task));
            }
        };
    }

    /** {@code out} and {@code mailbox} are called under locks of the session: they must not call it back. */
    @Override
    public Session open(
            Persona persona,
            List<ChatMessage> history,
            List<ToolSchema> tools,
            AudioFormat format,
            Consumer<EngineEvent> mailbox,
            AudioOut out) {
        var clock = new AnswerClock(times, mailbox, out);
        Function<Persona, Speaking> voices =
                who -> new Speaking(speaking, cache.voice(who, format), who, format, clock, clock);
        BiFunction<Persona, Consumer<EngineEvent>, Thinking> minds =
                (who, thoughts) -> new Thinking(thinking, who, time, thoughts);
        return clock.over(
                new CascadeSession(persona, new Hearing(hearing, persona, format, time, clock), minds, voices, clock));
    }
}

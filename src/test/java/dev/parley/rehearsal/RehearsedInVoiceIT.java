package dev.parley.rehearsal;

import static dev.parley.rehearsal.TextRehearsal.failures;
import static dev.parley.rehearsal.TextRehearsal.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cascade.CascadeEngine;
import dev.parley.config.Threads;
import dev.parley.conversation.Successors;
import dev.parley.conversation.Time;
import dev.parley.media.RunningTicker;
import dev.parley.rehearsal.json.JakartaJsonReader;
import dev.parley.speech.azure.EmulatedSpeech;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole test calls in sound: the real adapters of speech against the emulator, the real cascade, a scripted model. */
class RehearsedInVoiceIT {
    private final EmulatedSpeech speech = new EmulatedSpeech();
    private final RunningTicker running = new RunningTicker();
    private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
    private final TextRehearsal rehearsal = new TextRehearsal();

    @AfterEach
    void close() {
        running.close();
        speech.close();
        virtual.shutdownNow();
    }

    @Test
    void theAgentIsHeardAndItsTimesAreJudged() throws Exception {
        rehearsal
                .model
                .says("open", "We are open from 8 to 6 on Monday and on Tuesday and on every other day of the week.")
                .says("Saturday", "On Saturday we close at noon.");

        var result = run(
                """
                mode: voice
                conversation:
                  - {say: When are you open?, expect: {says: We are open, replyMs: 5000}}
                  - {bargeIn: "Sorry, I mean Saturday.", afterWords: 4, expect: {says: close at noon, doesNotSay: Tuesday}}
                  - {noise: 800}
                expect: {endedBy: caller, firstSoundMs: 5000, bargeInMs: 2500, replyMs: {p50: 5000, p95: 5000}}
                """);

        assertThat(failures(result)).as("%s", said(result)).isEmpty();
        assertThat(said(result).getFirst()).isEqualTo("agent: Hello, how can I help?");
        assertThat(said(result).get(2)).startsWith("agent: We are open from").endsWith("[cut]");
        assertThat(result.transcript().getLast().byEar()).contains("On Saturday we close at noon.");
        assertThat(result.latencies()).hasSize(2);
        assertThat(result.latencies().get(1).bargeIn()).isPresent();
    }

    @Test
    void anAnswerThatComesTooLateFails() throws Exception {
        rehearsal
                .with("latencyBudget: {replyMs: 100, firstSoundMs: 60000}")
                .model
                .says("open", "From 8.");

        var result = run("mode: voice\nconversation: [{say: When are you open?, expect: {says: From 8, replyMs: 1}}]");

        assertThat(failures(result).lines())
                .satisfiesExactly(
                        late -> assertThat(late).matches("the answer comes within 1 ms: it took \\d+ ms"),
                        late -> assertThat(late).contains("by the latency budget of 20 answers 19 come within 100 ms"));
    }

    private RunResult run(String test) throws InterruptedException {
        var threads = new Unmanaged();
        var persona = rehearsal.persona(test);
        var time = Time.of(threads);
        var tools = rehearsal.tools;
        var engine = new CascadeEngine(speech.hearing(), rehearsal.model, speech.speaking(), tools, virtual, time);
        var voice = new VoiceMode(
                engine, tools, speech.hearing(), speech.speaking(), running.ticker, threads, Successors.NOBODY);
        var json = new JakartaJsonReader();
        var only = persona.tests().getFirst();
        return new Judging(new Judge(rehearsal.model, json), json)
                .judged(persona, only, voice.perform("call-" + System.nanoTime(), persona, only));
    }

    /** Executors as the container would give them. */
    private final class Unmanaged extends Threads {
        @Override
        public ExecutorService virtual() {
            return virtual;
        }

        @Override
        public ScheduledExecutorService timers() {
            return speech.timers();
        }

        @Override
        public ScheduledExecutorService alarms() {
            return speech.timers();
        }
    }
}

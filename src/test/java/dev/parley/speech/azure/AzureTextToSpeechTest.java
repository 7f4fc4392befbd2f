package dev.parley.speech.azure;

import static dev.parley.speech.azure.SpeechBench.VOICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.media.AudioFormat;
import dev.parley.speech.Voice;
import dev.parley.speech.azure.SpeechBench.Begun;
import dev.parley.speech.azure.SpeechBench.Placed;
import dev.parley.speech.azure.SpeechBench.Spoken;
import dev.parley.web.RefusedKeys.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AzureTextToSpeechTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void audioAndWordsAreWholeWhenItFinishes() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 2)) {
            var text = "Tom & Ann said: \"Hi, it's <me>!\"";
            for (int round = 0; round < 5; round++) {
                var spoken = new Spoken();
                bench.speaking.speak(VOICE, AudioFormat.PCM_16K, text, spoken);

                assertThat(spoken.ended()).isEqualTo("finished");
                assertThat(spoken.pcm.size()).isEqualTo(text.length() * service.bytesPerCharacter);
                assertThat(spoken.words).extracting(Placed::textEnd).containsExactly(3, 9, 15, 20, 25, 32);
                assertThat(spoken.words.getFirst()).isEqualTo(new Placed(3, 0, 50));
                assertThat(spoken.wrong).isEmpty();
            }
            assertThat(service.spoken).hasSize(5).containsOnly(text);
        }
    }

    @Test
    void aListenerThatFailsEndsItsOwnTextAlone() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 2, 4)) {
            var deaf = new Spoken() {
                @Override
                public void audio(byte[] bytes) {
                    throw new IllegalStateException("a listener's own trouble");
                }
            };
            var other = new Spoken();
            bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "A long tale that nobody hears.", deaf);
            bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "Another one.", other);

            assertThat(deaf.ended()).isEqualTo("retry: the Speech SDK's audio could not be taken");
            assertThat(other.ended()).isEqualTo("finished");
        }
    }

    @Test
    void aTextIsSpokenWhileItIsWrittenAndItsConnectionIsUsedAgain() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 2)) {
            for (int round = 1; round <= 3; round++) {
                var spoken = new Spoken();
                int before = service.pieces.size();
                var text = bench.speaking.stream(VOICE, AudioFormat.PCM_16K, spoken)
                        .orElseThrow();
                text.write("We are ");
                await().atMost(SOON).until(() -> service.pieces.size() > before);
                text.write("open today.");
                text.end();
                text.write("never");

                assertThat(spoken.ended())
                        .as("written %s, spoken %s, words %s", service.pieces, service.spoken, spoken.words)
                        .isEqualTo("finished");
                assertThat(spoken.words).extracting(Placed::textEnd).containsExactly(2, 6, 11, 18);
                assertThat(spoken.wrong).isEmpty();
                assertThat(service.spoken).hasSize(round).containsOnly("We are open today.");
            }
            assertThat(bench.characters).hasValue(3 * "We are open today.".length());
            assertThat(service.upgrades).allMatch(path -> path.contains("/tts/cognitiveservices/websocket/v2"));
            assertThat(service.upgrades).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void aTextThatIsGivenUpWhileItIsWrittenLeavesNothingBehind() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 2)) {
            for (int round = 0; round < 4; round++) {
                var spoken = new Spoken();
                int before = service.pieces.size();
                var text = bench.speaking.stream(VOICE, AudioFormat.PCM_16K, spoken)
                        .orElseThrow();
                if (round % 2 == 0) {
                    text.write("We are ");
                    await().atMost(SOON).until(() -> service.pieces.size() > before);
                }
                text.cancel();
                spoken.cancelled = true;
                assertThat(spoken.wrong).isEmpty();
            }
            var spoken = new Spoken();
            var text = bench.speaking.stream(VOICE, AudioFormat.PCM_16K, spoken).orElseThrow();
            text.write("Now whole.");
            text.end();
            assertThat(spoken.ended()).isEqualTo("finished");
            await().atMost(SOON)
                    .until(() -> bench.speaking.live() <= 2 && service.open.size() == bench.speaking.live());
        }
    }

    @Test
    void aTextThatNeverReachesTheServiceIsNotPaidFor() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            bench.keys.refused(Service.SPEECH);
            var spoken = new Spoken();
            var text = bench.speaking.stream(VOICE, AudioFormat.PCM_16K, spoken).orElseThrow();
            text.write("We are open today.");
            text.end();

            assertThat(spoken.ended()).isEqualTo("final: Azure Speech refuses our key");
            assertThat(bench.characters).hasValue(0);
        }
    }

    @Test
    void aVoiceWithMarkupTakesNoTextInPieces() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 2)) {
            var fast =
                    new Voice(VOICE.name(), VOICE.language(), Optional.empty(), Optional.of("+5%"), Optional.empty());
            bench.speaking.warmStream(fast, AudioFormat.PCM_16K);

            assertThat(bench.speaking.stream(fast, AudioFormat.PCM_16K, new Spoken()))
                    .isEmpty();
            assertThat(bench.speaking.live()).isZero();
        }
    }

    @Test
    void aPreparedConnectionIsTakenAndAnotherIsOpenedBeforeTheLastOneIs() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 2, 8)) {
            bench.speaking.warm(VOICE, AudioFormat.PCM_24K);
            await().atMost(SOON).until(() -> service.upgrades.size() == 2);

            var spoken = new Spoken();
            bench.speaking.speak(VOICE, AudioFormat.PCM_24K, "Hello there.", spoken);

            assertThat(spoken.ended()).isEqualTo("finished");
            assertThat(bench.begun).extracting(Begun::how).containsExactly(SpeechMeter.Connection.WARM);
            assertThat(bench.characters).hasValue("Hello there.".length());
            await().atMost(SOON).until(() -> service.upgrades.size() == 3);
        }
    }

    @Test
    void aWrongKeyIsToldOnceAndNoConnectionIsTriedBeforeThePauseIsOver() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            service.status = 401;
            var first = new Spoken();
            bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "Hello.", first);
            assertThat(first.ended()).isEqualTo("final: the Speech service refused the key");
            assertThat(bench.keys.refuses(Service.SPEECH)).isTrue();
            int tried = service.upgrades.size();

            var second = new Spoken();
            bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "Hello.", second);
            assertThat(second.ended()).isEqualTo("final: Azure Speech refuses our key");
            assertThat(service.upgrades).hasSize(tried);

            service.status = 101;
            bench.nanos.addAndGet(bench.keys.pause().toNanos());
            var third = new Spoken();
            bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "Hello.", third);
            assertThat(third.ended()).isEqualTo("finished");
            assertThat(bench.keys.refuses(Service.SPEECH)).isFalse();
        }
    }

    @Test
    void aConnectionThatWasOpenBeforeSavesItsOpening() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            service.upgrading = Duration.ofMillis(500);
            for (int round = 0; round < 2; round++) {
                var spoken = new Spoken();
                bench.speaking.speak(VOICE, AudioFormat.PCM_24K, "Hello there.", spoken);
                assertThat(spoken.ended()).isEqualTo("finished");
            }

            assertThat(bench.begun)
                    .extracting(Begun::how)
                    .containsExactly(SpeechMeter.Connection.COLD, SpeechMeter.Connection.WARM);
            assertThat(bench.begun.getFirst().nanos())
                    .as("with the opening in it")
                    .isGreaterThan(service.upgrading.toNanos());
            assertThat(bench.begun.getLast().nanos())
                    .isLessThan(bench.begun.getFirst().nanos() - service.upgrading.toNanos() / 2);
        }
    }

    @Test
    void whatCameBeforeALossIsHeard() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 2)) {
            service.chunksBeforeStall = 7;
            service.closesThere = true;
            var spoken = new Spoken();
            bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "A tale that breaks off in the middle.", spoken);

            assertThat(spoken.ended()).startsWith("final: ");
            assertThat(spoken.pcm.size()).isEqualTo(7 * AudioFormat.PCM_16K.bytesIn(100));
        }
    }

    @Test
    void nothingComesAfterACancelAndThePoolRefills() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 3)) {
            service.chunksBeforeStall = 3;
            for (int round = 0; round < 3; round++) {
                var spoken = new Spoken();
                var synthesis = bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "A long tale that is cut", spoken);
                spoken.firstAudio.get(10, TimeUnit.SECONDS);

                synthesis.cancel();
                spoken.cancelled = true;
                synthesis.cancel();

                assertThat(spoken.end).isNotDone();
                assertThat(spoken.wrong).isEmpty();
            }
            service.chunksBeforeStall = Integer.MAX_VALUE;
            var spoken = new Spoken();
            bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "Now whole.", spoken);
            assertThat(spoken.ended()).isEqualTo("finished");
            await().atMost(SOON)
                    .until(() -> bench.speaking.live() <= 2 && service.open.size() == bench.speaking.live());
        }
    }

    @Test
    void aTextThatIsGivenUpRunsOutUnheardAndItsConnectionIsUsedAgain() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            for (int round = 0; round < 3; round++) {
                var spoken = new Spoken();
                var synthesis = bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "A long tale that is cut", spoken);
                spoken.firstAudio.get(10, TimeUnit.SECONDS);
                synthesis.cancel();
                spoken.cancelled = true;
            }
            var spoken = new Spoken();
            bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "Now whole.", spoken);

            assertThat(spoken.ended()).isEqualTo("finished");
            assertThat(spoken.words).hasSize(2);
            assertThat(service.upgrades).hasSize(1);
        }
    }

    @Test
    void aServiceThatSendsNoAudioIsGivenUpAtTheDeadline() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 2, Duration.ofMillis(400))) {
            service.chunksBeforeStall = 0;
            var spoken = new Spoken();
            bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "Hello.", spoken);

            assertThat(spoken.ended()).startsWith("retry: no audio from the Speech service within");
        }
    }

    @Test
    void aWrongKeyFailsForGood() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 2)) {
            service.status = 401;
            var spoken = new Spoken();
            bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "Hello.", spoken);

            assertThat(spoken.ended()).isEqualTo("final: the Speech service refused the key");
        }
    }

    @Test
    void manyAtOnceShareABoundedPool() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 2, 4)) {
            var all = new ArrayList<Spoken>();
            for (int i = 0; i < 16; i++) {
                var spoken = new Spoken();
                all.add(spoken);
                bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "Number " + i + ".", spoken);
            }
            for (var spoken : all) {
                assertThat(spoken.ended()).isEqualTo("finished");
                assertThat(spoken.words).hasSize(2);
            }
            assertThat(service.upgrades.size()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void whoWaitsInVainFailsAtTheDeadline() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1, Duration.ofMillis(1500))) {
            service.chunksBeforeStall = 2;
            var first = new Spoken();
            bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "This one stalls and holds the pool", first);
            first.firstAudio.get(10, TimeUnit.SECONDS);
            var second = new Spoken();
            bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "Hello.", second);

            assertThat(second.ended()).startsWith("retry:");
        }
    }

    @Test
    void aConnectionThatTheServiceDroppedIsOpenedAgain() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            bench.speaking.warm(VOICE, AudioFormat.PCM_16K);
            await().atMost(SOON).until(() -> service.open.size() == 1);
            service.dropAll();
            await().atMost(SOON).until(() -> service.upgrades.size() == 2 && service.open.size() == 1);

            var spoken = new Spoken();
            bench.speaking.speak(VOICE, AudioFormat.PCM_16K, "Hello again.", spoken);
            assertThat(spoken.ended()).isEqualTo("finished");
            assertThat(service.open).hasSize(1);
        }
    }

    @Test
    void aConnectionThatWasJustOpenedIsLeftAloneForAWhileBeforeItIsReleased() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            long before = System.nanoTime();
            bench.speaking.warm(VOICE, AudioFormat.PCM_16K);
            await().atMost(SOON).until(() -> service.open.size() == 1);

            bench.speaking.close();

            assertThat(bench.speaking.live()).isZero();
            await().atMost(SOON).until(service.open::isEmpty);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Retirement.QUIET);
        }
    }

    @Test
    void whatIsStillConnectingIsReleasedOnlyOnceItIsConnected() throws Exception {
        try (var service = ScriptedSpeechService.started();
                var bench = new SpeechBench(service.uri(), "key", 1, 1)) {
            service.upgrading = Retirement.QUIET.plusSeconds(1);
            long before = System.nanoTime();
            bench.speaking.warm(VOICE, AudioFormat.PCM_16K);
            await().atMost(SOON).until(() -> service.upgrades.size() == 1);

            bench.speaking.close();

            await().atMost(SOON).until(service.open::isEmpty);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isGreaterThan(service.upgrading.plus(Retirement.QUIET));
        }
    }
}

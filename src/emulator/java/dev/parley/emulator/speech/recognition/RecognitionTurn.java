package dev.parley.emulator.speech.recognition;

import dev.parley.emulator.audio.Pcm;
import dev.parley.emulator.audio.WavHeader;
import dev.parley.emulator.bench.CannedSpeech;
import dev.parley.emulator.latency.Latencies;
import dev.parley.emulator.latency.Stage;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.speech.usp.UspMessage.BadFrameException;
import dev.parley.emulator.speech.usp.UspSocket;
import dev.parley.emulator.tone.ToneDecoder;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One turn: from {@code speech.context} through audio to {@code turn.end}. One thread at a time. */
final class RecognitionTurn {
    private static final int LOWEST_RATE_HZ = 8_000;
    private static final int HIGHEST_RATE_HZ = 48_000;
    private static final int OK = 200;
    /** As access logs write it: the client closed before the answer was whole. */
    private static final int CLIENT_LEFT = 499;

    private final String id;
    private final RecognitionRequest request;
    private final UspSocket socket;
    private final RequestEntry entry;
    private final Latencies latencies;
    private final Optional<CannedSpeech> canned;
    private final Consumer<String> understood;
    private final Runnable whenOver;

    private Transcriber transcriber;
    private RecognitionMessages messages;
    private int rateHz;
    private int phrases;
    private boolean over;

    /**
     * @param understood is told each guess and phrase before it is sent
     * @param whenOver is run once, when nothing more is heard in it
     */
    RecognitionTurn(
            String id,
            RecognitionRequest request,
            UspSocket socket,
            RequestEntry entry,
            Latencies latencies,
            Optional<CannedSpeech> canned,
            Consumer<String> understood,
            Runnable whenOver) {
        this.id = id;
        this.request = request;
        this.socket = socket;
        this.entry = entry;
        this.latencies = latencies;
        this.canned = canned;
        this.understood = understood;
        this.whenOver = whenOver;
        entry.note("mode", request.mode().name())
                .note("language", request.language())
                .note("segmentationSilenceMs", request.segmentationSilenceMs())
                .note("continuesAtTicks", request.continuousFromTicks());
    }

    /** The next bytes of audio; the first ones bring a RIFF header, no bytes are the end. */
    void audio(ByteBuffer body) {
        if (over) {
            return;
        }
        if (body.remaining() % 2 != 0) {
            throw new BadFrameException("Audio of an odd number of bytes");
        }
        if (transcriber == null && !body.hasRemaining()) {
            over = true;
            socket.send("turn.start", id, RecognitionMessages.turnStart());
            socket.send("turn.end", id, JsonValue.EMPTY_JSON_OBJECT);
            close(OK);
            return;
        }
        if (transcriber == null) {
            begin(body);
        } else if (!body.hasRemaining()) {
            finish();
            return;
        }
        tell(transcriber.hear(Pcm.samples(body)));
    }

    /** The client closed the socket. */
    void abandoned() {
        if (!over) {
            over = true;
            close(CLIENT_LEFT);
        }
    }

    private void begin(ByteBuffer body) {
        try {
            var header = WavHeader.read(body);
            rateHz = header.sampleRateHz();
            if (header.channels() != 1 || rateHz < LOWEST_RATE_HZ || rateHz > HIGHEST_RATE_HZ) {
                throw new BadFrameException("Audio must have one channel at 8 to 48 kHz");
            }
        } catch (WavHeader.BadWavException e) {
            throw new BadFrameException("The audio's RIFF header is wrong: " + e.getMessage());
        }
        transcriber = new Transcriber(
                rateHz,
                request.segmentationSilenceMs(),
                request.initialSilenceMs(),
                canned.map(speech -> speech.recognisersEar(rateHz)).orElseGet(() -> new ToneDecoder(rateHz)));
        messages = new RecognitionMessages(rateHz, request);
        entry.note("sampleRateHz", rateHz);
        socket.send("turn.start", id, RecognitionMessages.turnStart());
    }

    private void finish() {
        tell(transcriber.end());
        if (!over && request.mode() == RecognitionRequest.Mode.INTERACTIVE) {
            // who asked for one utterance gets one phrase, heard or not
            tell(List.of(new Transcript.InitialSilence(transcriber.position())));
        }
        end();
    }

    private void tell(List<Transcript> told) {
        for (Transcript each : told) {
            if (over) {
                return;
            }
            tell(each);
        }
    }

    private void tell(Transcript told) {
        switch (told) {
            case Transcript.SpeechStarted started ->
                socket.send("speech.startDetected", id, messages.detected(started.atSample()));
            case Transcript.Partial partial -> {
                understood.accept(partial.text());
                socket.sendNotBefore(
                        "speech.hypothesis",
                        id,
                        messages.hypothesis(partial),
                        wait(Stage.PARTIAL, partial.endSample()));
            }
            case Transcript.Phrase phrase -> {
                understood.accept(phrase.text());
                phrases++;
                entry.note("phrases", phrases).note("lastPhrase", phrase.text());
                canned.ifPresent(speech -> speech.stopwatches().finalSent(phrase.text()));
                socket.sendNotBefore(
                        "speech.phrase", id, messages.phrase(phrase), wait(Stage.FINAL, phrase.endSample()));
                endIfInteractive();
            }
            case Transcript.NoMatch none -> {
                socket.send("speech.phrase", id, messages.empty("NoMatch", none.startSample(), none.endSample()));
                endIfInteractive();
            }
            case Transcript.InitialSilence silence -> {
                socket.send(
                        "speech.phrase",
                        id,
                        messages.empty("InitialSilenceTimeout", silence.atSample(), silence.atSample()));
                endIfInteractive();
            }
        }
    }

    /** What is left of a stage's wait, which began when the words ended. */
    private long wait(Stage stage, long endSample) {
        long since = (transcriber.position() - endSample) * 1000 / rateHz;
        return Math.max(0, latencies.draw(stage).orElse(0) - since);
    }

    private void endIfInteractive() {
        if (request.mode() == RecognitionRequest.Mode.INTERACTIVE) {
            end();
        }
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        long position = transcriber.position();
        // without it the SDK may open another turn and send the tail again
        socket.send("speech.endDetected", id, messages.detected(position));
        if (request.mode() == RecognitionRequest.Mode.DICTATION) {
            socket.send("speech.phrase", id, messages.empty("EndOfDictation", position, position));
        }
        socket.send("turn.end", id, JsonValue.EMPTY_JSON_OBJECT);
        close(OK);
    }

    private void close(int status) {
        whenOver.run();
        if (transcriber != null) {
            entry.note("audioMs", transcriber.position() * 1000 / rateHz);
        }
        entry.close(status);
    }
}

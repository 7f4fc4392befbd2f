package dev.parley.emulator.speech.synthesis;

import dev.parley.emulator.audio.Pcm;
import dev.parley.emulator.audio.Resampler;
import dev.parley.emulator.audio.WavHeader;
import dev.parley.emulator.tone.ToneSpeaker;
import dev.parley.emulator.tone.ToneWord;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Speaks by espeak-ng, a process per sentence, so that a human understands it. Blocks for some 15 ms a sentence. Word timings
 * are shares of the sentence by length.
 */
public final class AudibleVoice implements Speaker {
    private static final String PROGRAM = "espeak-ng";
    /** A sentence takes some 15 ms; a machine that needs so long has other troubles. */
    private static final long TIMEOUT_MS = 5_000;
    /** Where a piece of streamed text may be spoken without its rest. */
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?;:,…]['\")\\]]*\\s|\\n");

    private static final boolean INSTALLED = onPath();
    private static final int QUIET = 60;

    private final String language;
    private final int rateHz;
    private String unfinished = "";
    private long position;

    /** @param language such as {@code en-US}; any other text counts as that */
    public AudibleVoice(String language, int rateHz) {
        this.language = language.toLowerCase(Locale.ROOT).matches("[a-z]{2,3}(-[a-z]{2,4})?")
                ? language.toLowerCase(Locale.ROOT)
                : "en-us";
        this.rateHz = rateHz;
    }

    /** Whether this machine has the program; without it synthesis is tone speech for human ears too. */
    public static boolean installed() {
        return INSTALLED;
    }

    @Override
    public Spoken text(String piece) {
        String text = unfinished + piece;
        int end = 0;
        var ends = SENTENCE_END.matcher(text);
        while (ends.find()) {
            end = ends.end();
        }
        unfinished = text.substring(end);
        return say(text.substring(0, end));
    }

    @Override
    public Spoken end() {
        String rest = unfinished;
        unfinished = "";
        return say(rest);
    }

    private Spoken say(String text) {
        List<String> words = ToneSpeaker.words(text);
        if (words.isEmpty()) {
            return Spoken.NOTHING;
        }
        byte[] wav = wav(text, language);
        if (wav.length <= WavHeader.LENGTH) {
            // a language that the program lacks
            wav = wav(text, "en-us");
        }
        if (wav.length <= WavHeader.LENGTH) {
            throw new IllegalStateException(PROGRAM + " gave no audio");
        }
        var bytes = ByteBuffer.wrap(wav, 0, wav.length & ~1);
        int spokenHz = WavHeader.read(bytes).sampleRateHz();
        short[] pcm = Resampler.resampled(Pcm.samples(bytes), spokenHz, rateHz);
        var spoken = new Spoken(pcm, placed(words, pcm));
        position += pcm.length;
        return spoken;
    }

    private List<ToneWord> placed(List<String> words, short[] pcm) {
        int voiced = pcm.length;
        while (voiced > 0 && Math.abs(pcm[voiced - 1]) < QUIET) {
            voiced--;
        }
        long letters = words.stream().mapToLong(word -> word.length() + 1L).sum();
        var placed = new ArrayList<ToneWord>();
        long before = 0;
        for (String word : words) {
            long start = position + before * voiced / letters;
            before += word.length() + 1;
            placed.add(new ToneWord(word, start, position + before * voiced / letters));
        }
        return placed;
    }

    private static byte[] wav(String text, String language) {
        Process process = null;
        try {
            process = new ProcessBuilder(PROGRAM, "-v", language, "--stdin", "--stdout")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.onExit().orTimeout(TIMEOUT_MS, TimeUnit.MILLISECONDS).whenComplete(killer(process));
            try (var in = process.getOutputStream()) {
                in.write(text.getBytes(StandardCharsets.UTF_8));
            }
            return process.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(PROGRAM + " failed", e);
        } finally {
            if (process != null) {
                process.destroy();
            }
        }
    }

    private static BiConsumer<Process, Throwable> killer(Process process) {
        return (exited, late) -> {
            if (late != null) {
                process.destroyForcibly();
            }
        };
    }

    private static boolean onPath() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    }
}

package dev.parley.emulator.realtime.speaking;

import dev.parley.emulator.bench.BenchMode;
import dev.parley.emulator.speech.CallEars;
import dev.parley.emulator.speech.synthesis.AudibleVoice;
import dev.parley.emulator.speech.synthesis.CannedSpeaker;
import dev.parley.emulator.speech.synthesis.Speaker;
import dev.parley.emulator.speech.synthesis.ToneVoice;
import dev.parley.emulator.tone.ToneDecoder;
import dev.parley.emulator.tone.WordEar;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;

/** With which voice the model speaks and by which ear it hears: tones; canned speech in bench mode; a human's voice to a human. */
@ApplicationScoped
public class Voices {
    private static final String LANGUAGE = "en-us";

    private final BenchMode bench;
    private final BooleanSupplier human;

    @Inject
    public Voices(BenchMode bench, Instance<CallEars> ears) {
        this(bench, () -> ears.isResolvable() && ears.get().audible());
    }

    /** @param human whether all who listen just now are humans */
    public Voices(BenchMode bench, BooleanSupplier human) {
        this.bench = bench;
        this.human = human;
    }

    Voices() {
        this(null, () -> false);
    }

    public Speaker speaker(int rateHz) {
        var canned = bench.canned();
        if (canned.isPresent()) {
            return new CannedSpeaker(canned.get(), rateHz);
        }
        return AudibleVoice.installed() && human.getAsBoolean()
                ? new AudibleVoice(LANGUAGE, rateHz)
                : new ToneVoice(rateHz);
    }

    public WordEar ear(int rateHz) {
        return bench.canned().map(speech -> speech.recognisersEar(rateHz)).orElseGet(() -> new ToneDecoder(rateHz));
    }
}

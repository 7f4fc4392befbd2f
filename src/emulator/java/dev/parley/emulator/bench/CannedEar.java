package dev.parley.emulator.bench;

import dev.parley.emulator.tone.ToneEvent;
import dev.parley.emulator.tone.ToneWord;
import dev.parley.emulator.tone.WordEar;
import java.util.ArrayList;
import java.util.List;

/** Reads words from the marks of canned speech. One stream, one thread at a time. */
final class CannedEar implements WordEar {
    private final CannedSpeech speech;
    private final boolean timed;
    private final int samplesOfWord;
    private final int tail;
    private final Mark.Reader reader;
    private long position;
    private long lastMarkAt;
    private boolean open;

    CannedEar(CannedSpeech speech, int rateHz, boolean timed) {
        this.speech = speech;
        this.timed = timed;
        this.samplesOfWord = CannedVoice.samplesOfWord(rateHz);
        this.tail = CannedSpeech.tail(rateHz);
        this.reader = new Mark.Reader(rateHz);
    }

    @Override
    public List<ToneEvent> hear(short[] pcm, int offset, int length) {
        List<ToneEvent> events = new ArrayList<>(0);
        reader.read(pcm, offset, length, (mark, read) -> marked(mark, position + read, events));
        position += length;
        if (open && position - lastMarkAt > 2L * samplesOfWord) {
            open = false;
            events.add(new ToneEvent.Broke(position));
        }
        return events;
    }

    private void marked(Mark mark, long at, List<ToneEvent> events) {
        var said = speech.said(mark);
        if (said == null) {
            return;
        }
        lastMarkAt = at;
        if (mark.begins()) {
            open = true;
            events.add(new ToneEvent.Began(at));
            return;
        }
        if (timed) {
            speech.stopwatches().wordHeard(said, mark.word());
        }
        long end = at + tail;
        events.add(new ToneEvent.Heard(new ToneWord(said.words().get(mark.word() - 1), end - samplesOfWord, end)));
        open = !mark.ends();
        if (mark.ends()) {
            events.add(new ToneEvent.Ended(end));
        }
    }
}

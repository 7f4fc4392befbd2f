package dev.parley.emulator.bench;

/** Stands beside one caller and notes when marked audio leaves and arrives. One thread at a time. */
public final class Witness {
    private final CannedSpeech speech;
    private final Mark.Reader leaving;
    private final Mark.Reader arriving;

    Witness(CannedSpeech speech, int rateHz) {
        this.speech = speech;
        leaving = new Mark.Reader(rateHz);
        arriving = new Mark.Reader(rateHz);
    }

    /** This audio leaves the caller now. */
    public void left(short[] pcm) {
        leaving.read(pcm, 0, pcm.length, (mark, read) -> {
            var said = speech.said(mark);
            if (said != null) {
                said.wordLeftNanos()[mark.word()] = System.nanoTime();
            }
        });
    }

    /** This audio of the agent arrives at the service now. */
    public void arrived(short[] pcm) {
        arriving.read(pcm, 0, pcm.length, (mark, read) -> {
            var said = speech.said(mark);
            if (said != null && mark.begins()) {
                speech.stopwatches().arrived(said.text());
            }
        });
    }
}

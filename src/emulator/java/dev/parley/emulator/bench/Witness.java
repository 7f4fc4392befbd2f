package dev.parley.emulator.bench;

/** Stands beside one caller and notes when marked audio leaves and arrives. One thread at a time. */
public final class Witness {
    private final CannedSpeech speech;
    private final Mark.Reader leaving = new Mark.Reader();
    private final Mark.Reader arriving = new Mark.Reader();

    Witness(CannedSpeech speech) {
        this.speech = speech;
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

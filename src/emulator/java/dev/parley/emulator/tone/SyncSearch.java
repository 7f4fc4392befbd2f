package dev.parley.emulator.tone;

/** Finds where words start: the change from an opening mark to {@code SYNC}, to within half a hop. */
final class SyncSearch {
    /** Hops to wait for a better fit before the best one is taken. */
    private static final int PATIENCE = 3;

    private final int[] tones = new int[32];
    private final double[] first = new double[32];
    private final double[] next = new double[32];

    private double best;
    private long bestHop = -1;
    private int bestMark;

    /**
     * Looks at the hop that was just completed.
     *
     * @param tone what {@link ToneSpectrum#tone} says of it
     * @return true when a start was found: {@link #mark} opened it and its {@code SYNC} ended with {@link #endHop}
     */
    boolean found(ToneSpectrum spectrum, int tone) {
        long now = spectrum.hops();
        int slot = (int) (now & 31);
        int before = (int) (now - ToneSpectrum.HOPS_PER_SYMBOL & 31);
        tones[slot] = tone;
        boolean sound = tone != ToneSpectrum.SILENCE;
        first[slot] = sound ? spectrum.symbolPower(ToneCode.FIRST) : 0;
        next[slot] = sound ? spectrum.symbolPower(ToneCode.NEXT) : 0;
        int inside = tones[(int) (now - 1 & 31)];
        int opening = tones[(int) (now - 1 - ToneSpectrum.HOPS_PER_SYMBOL & 31)];
        if (inside == ToneCode.SYNC && (opening == ToneCode.FIRST || opening == ToneCode.NEXT)) {
            double fit =
                    spectrum.symbolPower(ToneCode.SYNC) + (opening == ToneCode.FIRST ? first[before] : next[before]);
            if (bestHop < 0 || fit > best) {
                best = fit;
                bestHop = now;
                bestMark = opening;
            }
        }
        return bestHop >= 0 && now - bestHop == PATIENCE;
    }

    /** The opening mark of the start that was found; forgets it, ready for the next one. */
    int takeMark() {
        bestHop = -1;
        return bestMark;
    }

    long endHop() {
        return bestHop;
    }
}

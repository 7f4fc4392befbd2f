package dev.parley.realtime;

import dev.parley.media.AudioFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Which items of the model's memory a piece sounds of, one behind the other, and what of each was heard. */
final class SpokenItems {
    private final AudioFormat line;
    /** Samples of each item, in order. */
    private final Map<String, Long> samples = new LinkedHashMap<>();

    /** Samples of items that are in nobody's memory any more. */
    private long gone;

    private OptionalLong heard = OptionalLong.empty();
    private boolean whole;

    SpokenItems(AudioFormat line) {
        this.line = line;
    }

    void add(String itemId, long more) {
        samples.merge(itemId, more, Long::sum);
    }

    /** No more audio comes; {@code complete}: the model knows no more of it than the line got. */
    void ended(boolean complete) {
        whole = complete;
    }

    /** Their session is lost, and with it whoever could forget some of them. */
    void lost() {
        gone += samples.values().stream().mapToLong(Long::longValue).sum();
        samples.clear();
    }

    /** The caller heard so many samples of the piece. */
    void heard(long ofPiece) {
        heard = OptionalLong.of(ofPiece);
    }

    /** What the model has to forget: for each item that was not heard whole, the milliseconds that were. */
    Map<String, Long> truncations() {
        var cuts = new LinkedHashMap<String, Long>();
        if (heard.isEmpty()) {
            return cuts;
        }
        long left = Math.max(0, heard.getAsLong() - gone);
        for (var item : samples.entrySet()) {
            long of = Math.clamp(left, 0, item.getValue());
            left -= of;
            boolean last = left == 0;
            if (of < item.getValue() || last && !whole) {
                cuts.put(item.getKey(), of * 1_000 / line.sampleRateHz());
            }
        }
        return cuts;
    }
}

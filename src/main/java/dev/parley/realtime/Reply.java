package dev.parley.realtime;

import dev.parley.agents.ToolCall;
import dev.parley.conversation.PieceId;
import dev.parley.media.AudioFormat;
import dev.parley.media.Resampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One response on its way from the model to the line. Guarded by its session's lock. */
final class Reply {
    final PieceId piece;
    /** A reply that breaks so many sessions is given up. */
    private static final int MOST_SESSIONS = 4;

    final List<ToolCall> calls = new ArrayList<>();
    final SpokenItems items;

    private final AudioFormat line;
    private final Resampler resampler;
    private final Broken broken = new Broken();
    private final StringBuilder said = new StringBuilder();
    private final RealtimeModel.Response original;
    private RealtimeModel.Response wanted;
    private Optional<String> id = Optional.empty();
    private long samples;
    private boolean cut;
    private int times;

    Reply(PieceId piece, RealtimeModel.Response wanted, AudioFormat line) {
        this.piece = piece;
        this.original = wanted;
        this.wanted = wanted;
        this.line = line;
        this.resampler = new Resampler(RealtimeModel.FORMAT, line);
        this.items = new SpokenItems(line);
    }

    /** What is to be asked of the model. */
    RealtimeModel.Response wanted() {
        return wanted;
    }

    /** An answer that broke before a word of it was whole: what was told of it is told again. */
    boolean beginsAfresh() {
        return times > 0 && wanted instanceof RealtimeModel.Response.Answer;
    }

    boolean isAnswer() {
        return original instanceof RealtimeModel.Response.Answer;
    }

    /** Its session is lost: what is wanted of the next one is the rest. False: nothing is left, or it was tried too often. */
    boolean goesOn() {
        wanted = broken.rest(original, said.toString(), samples * 1_000 / line.sampleRateHz());
        calls.clear();
        items.lost();
        id = Optional.empty();
        boolean nothingLeft = wanted instanceof RealtimeModel.Response.Words words
                && words.text().isBlank();
        return ++times < MOST_SESSIONS && !nothingLeft;
    }

    void began(String responseId) {
        id = Optional.of(responseId);
    }

    /** Whether this is its response, and anybody still wants it. */
    boolean wants(String responseId) {
        return !cut && is(responseId);
    }

    boolean is(String responseId) {
        return id.equals(Optional.of(responseId));
    }

    /** What the line gets of this audio. */
    byte[] spoken(RealtimeEvent.Audio audio) {
        var pcm = resampler.resample(audio.pcm(), 0, audio.pcm().length);
        broken.heard(audio.pcm());
        samples += line.samplesIn(pcm.length);
        items.add(audio.itemId(), line.samplesIn(pcm.length));
        return pcm;
    }

    /** More words of it; what of them is news. */
    String said(String words) {
        var more = broken.news(said, words);
        said.append(more);
        return more;
    }

    /** Whether it was to be certain words, and others came. */
    boolean saysOtherwise() {
        return original instanceof RealtimeModel.Response.Words words
                && !plain(words.text()).equals(plain(said));
    }

    private static String plain(CharSequence words) {
        return words.toString()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    /** Samples that the line got. */
    long samples() {
        return samples;
    }

    /** Nobody wants it any more; true the first time. */
    boolean cut() {
        boolean first = !cut;
        cut = true;
        return first;
    }

    boolean isCut() {
        return cut;
    }
}

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
    final RealtimeModel.Response wanted;
    final List<ToolCall> calls = new ArrayList<>();
    final SpokenItems items;

    private final AudioFormat line;
    private final Resampler resampler;
    private final StringBuilder said = new StringBuilder();
    private Optional<String> id = Optional.empty();
    private long samples;
    private boolean cut;

    Reply(PieceId piece, RealtimeModel.Response wanted, AudioFormat line) {
        this.piece = piece;
        this.wanted = wanted;
        this.line = line;
        this.resampler = new Resampler(RealtimeModel.FORMAT, line);
        this.items = new SpokenItems(line);
    }

    boolean isAnswer() {
        return wanted instanceof RealtimeModel.Response.Answer;
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
        samples += line.samplesIn(pcm.length);
        items.add(audio.itemId(), line.samplesIn(pcm.length));
        return pcm;
    }

    void said(String words) {
        said.append(words);
    }

    /** Whether it was to be certain words, and others came. */
    boolean saysOtherwise() {
        return wanted instanceof RealtimeModel.Response.Words words
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

package dev.parley.line;

import dev.parley.conversation.Caption;
import dev.parley.conversation.PieceId;
import java.util.List;

/** Says things as they are called. */
final class PlainWording implements Wording {
    @Override
    public List<String> began(Talks.Begun begun) {
        return List.of("began");
    }

    @Override
    public List<String> audio(PieceId piece, byte[] pcm) {
        return List.of("audio " + pcm.length);
    }

    @Override
    public List<String> caption(Caption caption) {
        return List.of(caption.toString());
    }

    @Override
    public List<String> stopped() {
        return List.of("stopped");
    }

    @Override
    public List<String> ended(String reason) {
        return List.of("ended " + reason);
    }
}

package dev.parley.line;

import dev.parley.conversation.Caption;
import dev.parley.conversation.PieceId;
import java.util.List;

/**
 * How one wire contract says what a talker is told: messages, in the order they are to be sent. Called by one thread at a
 * time, under the lock of its line; must not block.
 */
public interface Wording {
    /** The conversation begins; comes first. */
    List<String> began(Talks.Begun begun);

    /** Audio of that piece, an even number of bytes, some 60 to 200 ms. */
    List<String> audio(PieceId piece, byte[] pcm);

    List<String> caption(Caption caption);

    /** What the far end holds of the agent's voice is to be dropped: the caller interrupts. */
    List<String> stopped();

    /** Nothing follows. */
    List<String> ended(String reason);
}

package dev.parley.line;

import dev.parley.conversation.LiveConversation;
import dev.parley.conversation.TurnId;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * One talker's conversation as the endpoint of a wire contract sees it. Methods return at once. {@link #hear} and
 * {@link #spoken} are called by one thread at a time, as a socket's messages come; the others by any.
 */
public final class Talk {
    private final LiveConversation conversation;
    private final TalkLine line;
    private final TalkerAudio audio;

    Talk(LiveConversation conversation, TalkLine line, TalkerAudio audio) {
        this.conversation = conversation;
        this.line = line;
        this.audio = audio;
    }

    public String callId() {
        return conversation.callId();
    }

    /**
     * More of the caller's voice: PCM16LE mono at 24 kHz, an even number of bytes. False: it comes so much faster than
     * anybody speaks that it was dropped.
     */
    public boolean hear(byte[] pcm) {
        return audio.hear(pcm, System.nanoTime());
    }

    /** The caller let go of the button: what was said is complete. */
    public void spoken() {
        audio.spoken(System.nanoTime());
    }

    /** The caller wrote this, see {@link LiveConversation#noted}. */
    public void noted(String text) {
        conversation.noted(text);
    }

    /** See {@link LiveConversation#shown}. */
    public boolean shown(String picture) {
        return conversation.shown(picture);
    }

    /** See {@link LiveConversation#prompted}. */
    public void prompted() {
        conversation.prompted();
    }

    /** See {@link LiveConversation#stopped}. */
    public void stopped() {
        conversation.stopped();
    }

    /** See {@link LiveConversation#toolAnswered}. */
    public void toolAnswered(String callId, String content) {
        conversation.toolAnswered(callId, content);
    }

    /** The far end has played so much of what the agent said in that turn. */
    public void played(TurnId turn, Duration ofTurn) {
        line.played(turn, ofTurn);
    }

    /** Sends messages behind those that wait. {@code messages} is asked under the line's lock, as {@link Wording} is. */
    public void say(Supplier<List<String>> messages) {
        line.say(messages);
    }

    /** The socket closed: the talk is over. */
    public void left(String reason) {
        line.shut(TalkLine.NORMAL, reason);
        conversation.end(reason);
    }

    /** Ends the talk by closing the socket with that code (RFC 6455 §7.4) and reason. */
    public void refuse(int code, String reason) {
        line.shut(code, reason);
        conversation.end(reason);
    }
}

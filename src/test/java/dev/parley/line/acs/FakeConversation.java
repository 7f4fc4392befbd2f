package dev.parley.line.acs;

import dev.parley.conversation.ConversationListener;
import dev.parley.conversation.Line;
import dev.parley.conversation.LiveConversation;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TranscriptEntry;
import dev.parley.conversation.TurnReport;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps what its line tells it. */
final class FakeConversation implements LiveConversation {
    final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    final List<String> events = new ArrayList<>();
    private final String callId;
    private int sentSamples;
    private PieceId latest;
    private Line line;

    FakeConversation(String callId, Line line) {
        this.callId = callId;
        this.line = line;
    }

    synchronized int sentSamples() {
        return sentSamples;
    }

    synchronized PieceId latest() {
        return latest;
    }

    Line line() {
        return line;
    }

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public void hear(byte[] pcm, int offset, int length) {
        heard.write(pcm, offset, length);
    }

    @Override
    public void pressed(char key) {
        events.add("pressed " + key);
    }

    @Override
    public void sayGoodbye(ConversationListener.Ending why) {
        events.add("goodbye " + why);
    }

    @Override
    public void noted(String text) {
        events.add("noted " + text);
    }

    @Override
    public void prompted() {
        events.add("prompted");
    }

    @Override
    public void stopped() {
        events.add("stopped");
    }

    @Override
    public void toolAnswered(String tool, String content) {
        events.add("answered " + tool + " " + content);
    }

    @Override
    public void lags(Duration delay) {
        events.add("lags " + delay.toMillis());
    }

    @Override
    public synchronized void sent(PieceId piece, int samples, long atNanos, boolean amid) {
        sentSamples += samples;
        latest = piece;
    }

    @Override
    public void attach(Line newest) {
        line.handOver();
        line = newest;
        events.add("attached");
    }

    @Override
    public void detached(Line gone, String reason) {
        events.add("detached " + reason);
    }

    @Override
    public void end(ConversationListener.Ending why, String reason) {
        events.add("ended " + why);
    }

    @Override
    public boolean rollOver() {
        return false;
    }

    @Override
    public void transferFailed() {}

    @Override
    public List<TranscriptEntry> transcript() {
        return List.of();
    }

    @Override
    public List<TurnReport> turns() {
        return List.of();
    }

    @Override
    public int waiting() {
        return 0;
    }

    @Override
    public String describe() {
        return "fake";
    }
}

package dev.parley.line;

import dev.parley.conversation.Caption;
import dev.parley.conversation.ConversationListener;
import dev.parley.conversation.Line;
import dev.parley.conversation.LiveConversation;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TranscriptEntry;
import dev.parley.conversation.TurnReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What surrounds a talker's line. */
final class TalkFakes {
    private TalkFakes() {}

    /** Writes each thing as its name. */
    static final class Plain implements Wording {
        @Override
        public List<String> began(Talks.Begun begun) {
            return List.of("began");
        }

        @Override
        public List<String> audio(PieceId piece, byte[] pcm) {
            return List.of("audio " + pcm.length / 48);
        }

        @Override
        public List<String> caption(Caption caption) {
            return List.of(caption.getClass().getSimpleName());
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

    /** Takes messages at once, or holds one back. */
    static final class Socket implements Wire {
        private final List<String> messages = new ArrayList<>();
        private Optional<Written> held = Optional.empty();
        private boolean holds;
        private String closed = "";

        @Override
        public void send(String message, Written written) {
            if (held.isPresent()) {
                throw new IllegalStateException("two messages in flight");
            }
            messages.add(message);
            if (holds) {
                held = Optional.of(written);
            } else {
                written.written(true);
            }
        }

        @Override
        public void close(int code, String reason) {
            closed = closed.isEmpty() ? code + " " + reason : closed;
        }

        void holdsBack() {
            holds = true;
        }

        void lets() {
            holds = false;
            through(true);
        }

        void breaks() {
            through(false);
        }

        private void through(boolean whole) {
            var waiting = held;
            held = Optional.empty();
            waiting.ifPresent(written -> written.written(whole));
        }

        List<String> messages() {
            return messages;
        }

        String closed() {
            return closed;
        }

        int audioMs() {
            return messages.stream()
                    .filter(message -> message.startsWith("audio "))
                    .mapToInt(message -> Integer.parseInt(message.substring(6)))
                    .sum();
        }
    }

    /** Counts what it hears and what was sent to it. */
    static final class Conversation implements LiveConversation {
        private long heardBytes;
        private long sentSamples;

        long heardMs() {
            return heardBytes / 48;
        }

        int sentMs() {
            return (int) (sentSamples / 24);
        }

        @Override
        public String callId() {
            return "call-1";
        }

        @Override
        public void hear(byte[] pcm, int offset, int length) {
            heardBytes += length;
        }

        @Override
        public void sent(PieceId piece, int samples, long atNanos, boolean amid) {
            sentSamples += samples;
        }

        @Override
        public void pressed(char key) {}

        @Override
        public void noted(String text) {}

        @Override
        public void prompted() {}

        @Override
        public void stopped() {}

        @Override
        public void toolAnswered(String callId, String content) {}

        @Override
        public void lags(Duration delay) {}

        @Override
        public void attach(Line line) {}

        @Override
        public void detached(Line line, String reason) {}

        @Override
        public void end(ConversationListener.Ending why, String reason) {}

        @Override
        public void sayGoodbye(ConversationListener.Ending why) {}

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
}

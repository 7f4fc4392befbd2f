package dev.parley.realtime;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ToolCall;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A speech-to-speech model that does what the test says, and writes down what it is told. */
public final class FakeRealtimeModel implements RealtimeModel {
    /** Commands of all sessions, but for audio. */
    public final List<String> told = new ArrayList<>();

    public final List<Setup> sessions = new ArrayList<>();

    private final List<Fake> opened = new ArrayList<>();
    private int responses;

    @Override
    public Session open(Setup setup, Consumer<RealtimeEvent> to) {
        sessions.add(setup);
        opened.add(new Fake(to));
        return opened.getLast();
    }

    /** A response was asked for and has not ended. */
    public boolean isActive() {
        return serving().active;
    }

    /** The response that was asked for is under way. */
    public boolean hasBegun() {
        return serving().active && serving().begun;
    }

    /** The session that serves, or did last, tells. */
    public void tells(RealtimeEvent event) {
        serving().events.accept(event);
    }

    /** The oldest that is open: a younger one stands by. */
    private Fake serving() {
        return opened.stream().filter(session -> !session.closed).findFirst().orElse(opened.getLast());
    }

    /** Which session serves, from 1. */
    public int servingSession() {
        return opened.indexOf(serving()) + 1;
    }

    /** Whether there is one beside the one that serves. */
    public boolean hasNext() {
        return opened.getLast() != serving() && !opened.getLast().closed;
    }

    /** The session tells that was opened last, whether or not it serves. */
    public void nextTells(RealtimeEvent event) {
        opened.getLast().events.accept(event);
    }

    /** Audio that this session was given, from 1. */
    public byte[] heardBy(int session) {
        return opened.get(session - 1).heard.toByteArray();
    }

    /** A response that was asked for begins. */
    public String begins() {
        serving().begun = true;
        tells(new RealtimeEvent.ResponseBegan("resp" + ++responses));
        return "resp" + responses;
    }

    /** Words of the response at hand, with that much audio. */
    public void says(String words, int ms) {
        tells(new RealtimeEvent.Words("resp" + responses, words));
        tells(new RealtimeEvent.Audio("resp" + responses, "item" + responses, new byte[FORMAT.bytesIn(ms)]));
    }

    public void wantsTool(String name) {
        tells(new RealtimeEvent.ToolWanted("resp" + responses, new ToolCall("call-" + name, name, "{}")));
    }

    public void ends(RealtimeEvent.How how) {
        serving().active = false;
        tells(new RealtimeEvent.ResponseEnded("resp" + responses, how, how.name(), 10, 5));
    }

    /** All of a response. */
    public void answers(String words, int ms) {
        begins();
        says(words, ms);
        ends(RealtimeEvent.How.COMPLETE);
    }

    /** What it was told since this was last asked. */
    public List<String> news() {
        var news = List.copyOf(told);
        told.clear();
        return news;
    }

    private final class Fake implements Session {
        private final Consumer<RealtimeEvent> events;
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
        private boolean active;
        private boolean begun;
        private boolean closed;

        Fake(Consumer<RealtimeEvent> events) {
            this.events = events;
        }

        @Override
        public void change(Setup setup) {
            told.add("change " + setup.history().size() + " " + setup.tools().size());
        }

        @Override
        public void hear(byte[] pcm) {
            heard.writeBytes(pcm);
        }

        @Override
        public void entered(String text) {
            told.add("entered " + text);
        }

        @Override
        public void shown(String picture) {
            told.add("shown " + picture);
        }

        @Override
        public void toolAnswered(String callId, String content) {
            told.add("tool " + callId + " " + content);
        }

        @Override
        public void remember(List<ChatMessage> history) {
            told.add("remember " + history.size());
        }

        @Override
        public void respond(Response response) {
            if (active) {
                throw new AssertionError("a response is under way");
            }
            active = true;
            begun = false;
            told.add(
                    switch (response) {
                        case Response.Words words -> "say " + words.text();
                        case Response.GoOn rest -> "go on behind " + rest.said();
                        case Response.Answer answer -> answer.toString();
                    });
        }

        @Override
        public void cancel() {
            told.add("cancel");
        }

        @Override
        public void truncate(String itemId, long heardMs) {
            told.add("truncate " + itemId + " " + heardMs);
        }

        @Override
        public void close() {
            if (!closed) {
                told.add("close");
            }
            closed = true;
        }
    }
}

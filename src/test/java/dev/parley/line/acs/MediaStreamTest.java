package dev.parley.line.acs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.MediaAdmission;
import dev.parley.call.MediaCall;
import dev.parley.call.Talker;
import dev.parley.conversation.ConversationListener;
import dev.parley.conversation.ConversationRefused;
import dev.parley.conversation.Conversations;
import dev.parley.conversation.Line;
import dev.parley.conversation.LiveConversation;
import dev.parley.conversation.Opening;
import dev.parley.media.Ticker;
import dev.parley.sessions.CallPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaStreamTest {
    private static final String METADATA = WireSamples.message("audio-metadata");
    private static final String AUDIO = WireSamples.message("audio-data");

    private final FakeConversations conversations = new FakeConversations();
    private final MediaStreams streams = new MediaStreams(
            new OneCall(), conversations, new Ticker(), Duration.ofMillis(200), AcsLineTest.NO_METRICS);
    private final FakeWire wire = new FakeWire(true);

    @Test
    void theConversationBeginsWithTheMetadataAndHearsTheCaller() {
        var stream = ofTheCall(wire);
        assertThat(conversations.live).isEmpty();

        stream.received(METADATA);
        stream.received(AUDIO);
        stream.received(WireSamples.message("dtmf-data"));

        assertThat(conversation().heard.toByteArray()).isEqualTo(WireSamples.audio());
        assertThat(conversation().events).containsExactly("pressed 3");
        assertThat(wire.closed).isEmpty();
    }

    @Test
    void audioThatOvertakesTheMetadataIsHeardFirst() {
        var stream = ofTheCall(wire);
        stream.received(AUDIO);
        stream.received(AUDIO);
        stream.received(METADATA);

        assertThat(conversation().heard.size()).isEqualTo(1280);
    }

    @Test
    void aSecondOfAudioWithoutMetadataIsAProtocolError() {
        var stream = ofTheCall(wire);
        for (var frame = 0; frame < 76; frame++) {
            stream.received(AUDIO);
        }
        assertThat(wire.closed).isEqualTo("1002 audio without AudioMetadata");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"encoding\":\"PCM\",\"sampleRate\":8000,\"channels\":1', sampleRate must be 16000 or 24000",
        "'\"encoding\":\"PCM\",\"sampleRate\":\"fast\",\"channels\":1', sampleRate must be 16000 or 24000",
        "'\"encoding\":\"OPUS\",\"sampleRate\":16000,\"channels\":1', encoding must be PCM",
        "'\"encoding\":\"PCM\",\"sampleRate\":16000,\"channels\":2', channels must be 1",
    })
    void anotherFormatIsRefusedWithTheReason(String members, String reason) {
        var stream = ofTheCall(wire);
        stream.received("{\"kind\":\"AudioMetadata\",\"audioMetadata\":{" + members + "}}");

        assertThat(wire.closed).isEqualTo("1003 " + reason);
        assertThat(conversations.live).isEmpty();
    }

    @Test
    void twentyMalformedMessagesAreForgivenTheNextIsNot() {
        var stream = ofTheCall(wire);
        stream.received(METADATA);
        for (var index = 0; index < 20; index++) {
            stream.received("{");
        }
        stream.received(AUDIO);
        assertThat(conversation().heard.size()).isEqualTo(640);
        assertThat(wire.closed).isEmpty();

        stream.received("{");
        assertThat(wire.closed).startsWith("1007 too many malformed messages");
    }

    @Test
    void silentFramesAreHeardAsZeros() {
        var stream = ofTheCall(wire);
        stream.received(METADATA);
        stream.received(AUDIO.replace("\"silent\":false", "\"silent\":true"));
        stream.received(WireSamples.message("audio-data-silent-empty"));

        assertThat(conversation().heard.toByteArray()).hasSize(1280).containsOnly(0);
    }

    @Test
    void onlyTheCallerIsHeardOfAnUnmixedStream() {
        var stream = ofTheCall(wire);
        stream.received(METADATA);
        stream.received(AUDIO);
        stream.received(AUDIO.replace("4:+15551230000", "8:acs:somebody"));

        assertThat(conversation().heard.size()).isEqualTo(640);
    }

    @Test
    void ofTwoWhoSpeakAtTheSameTimeTheCallerIsHeardWhoeverCameFirst() {
        var stream = ofTheCall(wire);
        stream.received(METADATA);
        stream.received(spokenBy("8:acs:somebody", (byte) 1));
        for (int frame = 0; frame < 50; frame++) {
            stream.received(spokenBy("4:+15551230000", (byte) 2));
            stream.received(spokenBy("8:acs:somebody", (byte) 1));
        }

        var heard = conversation().heard.toByteArray();
        assertThat(heard).as("the stranger once, while nobody else was there").hasSize(51 * 640);
        assertThat(Arrays.copyOfRange(heard, 640, heard.length)).containsOnly(2);
    }

    private static String spokenBy(String participant, byte sample) {
        var pcm = new byte[640];
        Arrays.fill(pcm, sample);
        return "{\"kind\":\"AudioData\",\"audioData\":{\"participantRawID\":\"" + participant + "\",\"data\":\""
                + Base64.getEncoder().encodeToString(pcm) + "\",\"silent\":false}}";
    }

    @Test
    void aSecondSocketTakesTheCallOverAndTheFirstIsClosed() {
        var first = ofTheCall(wire);
        first.received(METADATA);
        first.received(AUDIO);
        var secondWire = new FakeWire(true);
        var second = ofTheCall(secondWire);
        second.received(METADATA);
        second.received(AUDIO);
        first.received(AUDIO);
        first.closed("1000");

        assertThat(conversations.live).hasSize(1);
        assertThat(conversation().heard.size())
                .as("the old socket is not heard")
                .isEqualTo(1280);
        assertThat(conversation().events).containsExactly("attached");
        assertThat(wire.closed).isEqualTo("1000 replaced");
        assertThat(secondWire.closed).isEmpty();
    }

    @Test
    void aSecondSocketOfAnotherRateIsRefusedAndTheFirstGoesOn() {
        ofTheCall(wire).received(METADATA);
        var secondWire = new FakeWire(true);
        ofTheCall(secondWire).received(METADATA.replace("16000", "24000"));

        assertThat(secondWire.closed).startsWith("1013 ");
        assertThat(wire.closed).isEmpty();
    }

    @Test
    void aLostSocketDetachesItsLineAndAGuestHangsUpByIt() {
        var stream = ofTheCall(wire);
        stream.received(METADATA);
        stream.closed("1006");
        assertThat(conversation().events).containsExactly("detached 1006");

        var guest = streams.opened(new FakeWire(true), Optional.empty(), Optional.empty());
        guest.received(METADATA);
        guest.closed("1006");
        assertThat(conversations.live.get(1).events).containsExactly("ended CALLER_HUNG_UP");
    }

    @Test
    void unknownKeysAndForeignConnectionsAreRefused() {
        streams.opened(wire, Optional.of("guessed"), Optional.empty()).received(METADATA);
        assertThat(wire.closed).isEqualTo("1008 no such call");

        var other = new FakeWire(true);
        streams.opened(other, Optional.of("key"), Optional.of("another")).received(METADATA);
        assertThat(other.closed).isEqualTo("1008 no such call");
        assertThat(conversations.live).isEmpty();
    }

    @Test
    void aConversationThatCannotBeginClosesTheSocketWithItsReason() {
        conversations.full = true;
        ofTheCall(wire).received(METADATA);

        assertThat(wire.closed).isEqualTo("1013 as many calls as this node takes");
    }

    private MediaStream ofTheCall(FakeWire itsWire) {
        return streams.opened(itsWire, Optional.of("key"), Optional.of("connection"));
    }

    private FakeConversation conversation() {
        return conversations.live.get(0);
    }

    private static final class FakeConversations implements Conversations {
        final List<FakeConversation> live = new ArrayList<>();
        boolean full;

        @Override
        public LiveConversation begin(Opening opening, Line line, ConversationListener listener) {
            if (full) {
                throw new ConversationRefused("as many calls as this node takes");
            }
            live.add(new FakeConversation(live.isEmpty() ? "call" : "guest", line));
            return live.getLast();
        }

        @Override
        public Optional<LiveConversation> find(String callId) {
            return live.stream()
                    .filter(conversation -> conversation.callId().equals(callId))
                    .map(LiveConversation.class::cast)
                    .findFirst();
        }

        @Override
        public Collection<LiveConversation> live() {
            return List.copyOf(live);
        }
    }

    private static final class OneCall implements MediaAdmission {
        @Override
        public Optional<MediaCall> admit(String mediaKey) {
            return mediaKey.equals("key") ? Optional.of(call("call", "+15551230000")) : Optional.empty();
        }

        @Override
        public Optional<MediaCall> admitGuest(int sampleRateHz) {
            return Optional.of(call("guest", ""));
        }

        @Override
        public boolean knows(String persona) {
            return false;
        }

        @Override
        public MediaCall admitTalker(Talker talker) {
            throw new UnsupportedOperationException("only phones here");
        }

        @Override
        public boolean bind(MediaCall call, Optional<String> connectionId) {
            return connectionId.isEmpty() || connectionId.get().equals("connection");
        }

        @Override
        public Opening opening(MediaCall call) {
            return null;
        }

        @Override
        public ConversationListener listener() {
            return new ConversationListener() {
                @Override
                public void ended(String callId, Ending why, Duration lasted) {}

                @Override
                public void transfer(String callId, String to) {}
            };
        }

        private static MediaCall call(String id, String number) {
            return new MediaCall(new CallPlan(
                    id,
                    "key",
                    CallPlan.Direction.INBOUND,
                    "reception",
                    "1",
                    number,
                    "+15550100001",
                    Map.of(),
                    16_000,
                    Optional.empty(),
                    Optional.empty(),
                    Instant.EPOCH));
        }
    }
}

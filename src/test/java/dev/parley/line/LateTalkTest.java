package dev.parley.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.CallRefused;
import dev.parley.media.AudioFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateTalkTest {
    private static final int HALF_A_SECOND = AudioFormat.PCM_24K.bytesIn(500);

    private final Doors doors = new Doors();
    private final LateTalk<String> late = new LateTalk<>(
            doors.wire,
            new LateTalk.Contract<>() {
                @Override
                public void take(Talk talk, String frame) {
                    talk.noted(frame);
                }

                @Override
                public List<String> lastWords(String problem) {
                    return List.of("sorry", problem);
                }
            },
            doors.work::add,
            doors.time);

    @BeforeEach
    void opened() {
        late.opened();
    }

    @Test
    void whatComesBeforeTheTalkIsTakenOnceItHasBegunAndInOrder() {
        late.received("one", 0);
        begins("a");
        late.received("two", 0);
        doors.works();
        late.received("three", 0);

        assertThat(doors.told).containsExactly("a noted one", "a noted two", "a noted three");
        assertThat(doors.socket).containsExactly("a began");
    }

    @Test
    void ofEarlyAudioTheLastSecondIsKept() {
        for (var frame = 1; frame <= 4; frame++) {
            late.received("audio " + frame, HALF_A_SECOND);
        }
        begins("a");
        doors.works();

        assertThat(doors.told).containsExactly("a noted audio 3", "a noted audio 4");
    }

    @Test
    void aFloodOfEarlyFramesEndsTheSocket() {
        for (var frame = 0; frame < 21; frame++) {
            late.received("hurry", 0);
        }
        assertThat(doors.socket).last().isEqualTo("1002 too many frames before there is a talk");
    }

    @Test
    void whoDoesNotTellHowToBeginIsToldAndClosed() {
        doors.timePasses();

        assertThat(doors.socket)
                .containsExactly(
                        "sorry", "how to begin was not told within 10 s", "1002 how to begin was not told within 10 s");
    }

    @Test
    void whoHasToldIsNotClosed() {
        begins("a");
        doors.timePasses();

        assertThat(doors.socket).containsExactly("a began");
    }

    @Test
    void tellingAnewEndsTheTalkAndBeginsAnotherOnTheSameSocket() {
        begins("a");
        doors.works();
        begins("b");
        doors.works();
        late.received("hello", 0);

        assertThat(doors.told).containsExactly("a end the client begins anew", "b noted hello");
        assertThat(doors.socket).containsExactly("a began", "b began");
    }

    @Test
    void ofTwoThatBeginAtOnceTheLaterCounts() {
        begins("a");
        begins("b");
        doors.works();

        assertThat(doors.told).containsExactly("a end the client did not wait");
        assertThat(doors.socket).containsExactly("b began");
    }

    @Test
    void theNewTalkWaitsForTheLastMessageOfTheOldOne() {
        doors.slow = true;
        begins("a");
        doors.works();
        begins("b");
        doors.works();
        assertThat(doors.socket).containsExactly("a began");

        doors.written();

        assertThat(doors.socket).containsExactly("a began", "b began");
    }

    @Test
    void aTalkThatEndsByItselfClosesTheSocket() {
        begins("a");
        doors.works();
        late.talk().orElseThrow().refuse(1008, "no more");

        assertThat(doors.socket).containsExactly("a began", "1008 no more");
    }

    @Test
    void aRefusalIsToldInTheClientsWords() {
        late.begin(wire -> {
            throw new CallRefused("nobody is there");
        });
        doors.works();

        assertThat(doors.socket).containsExactly("sorry", "nobody is there", "1013 nobody is there");
    }

    @Test
    void anUnexpectedFailureIsNotQuoted() {
        late.begin(wire -> {
            throw new IllegalStateException("secret");
        });
        doors.works();

        assertThat(doors.socket).containsExactly("sorry", "unexpected failure", "1011 unexpected failure");
    }

    @Test
    void aSocketThatClosesEndsItsTalkAlsoOneThatBeginsJustThen() {
        begins("a");
        late.closed();
        doors.works();
        late.received("anybody?", 0);
        begins("b");
        doors.works();

        assertThat(doors.told).containsExactly("a end the client did not wait");
        assertThat(doors.socket).isEmpty();
    }

    private void begins(String name) {
        late.begin(wire -> doors.talk(name, wire));
    }
}

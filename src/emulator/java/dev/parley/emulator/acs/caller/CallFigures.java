package dev.parley.emulator.acs.caller;

import java.util.List;
import java.util.OptionalInt;

/**
 * What is measured of a call; times in ms since connected.
 *
 * @param heard what the ear decoded
 * @param said what the caller said
 * @param pressed the keys the caller pressed, one a line
 * @param replyMs last caller audio with speech to first agent audio at the ear, per answered turn
 * @param bargeInToStopMs first audio of a barge-in to the stop message
 * @param framesIn audio messages of the server
 * @param framesOut frames sent to the server
 * @param gaps holes of more than 40 ms in an utterance
 * @param maxGapMs the longest hole
 * @param lateFrames pieces that came after the queue had run dry inside an utterance
 * @param stopMessages StopAudio messages
 * @param framesAfterStop audio messages that followed a stop while the caller still spoke
 * @param playedAfterStopMs the longest that audio went on after a stop, before the downlink
 * @param scriptFinished whether the script is through
 */
public record CallFigures(
        List<Line> heard,
        List<Line> said,
        List<Line> pressed,
        List<Long> replyMs,
        List<Long> bargeInToStopMs,
        long framesIn,
        long framesOut,
        int gaps,
        long maxGapMs,
        int lateFrames,
        int stopMessages,
        int framesAfterStop,
        long playedAfterStopMs,
        boolean scriptFinished) {

    /** A call that has not been connected. */
    public static final CallFigures NONE =
            new CallFigures(List.of(), List.of(), List.of(), List.of(), List.of(), 0, 0, 0, 0, 0, 0, 0, 0, false);

    public CallFigures {
        heard = List.copyOf(heard);
        said = List.copyOf(said);
        pressed = List.copyOf(pressed);
        replyMs = List.copyOf(replyMs);
        bargeInToStopMs = List.copyOf(bargeInToStopMs);
    }

    /**
     * One utterance of either side.
     *
     * @param cutAfterWord how many words were heard before it broke off; the agent's alone can
     */
    public record Line(String text, long startMs, long endMs, OptionalInt cutAfterWord) {}
}

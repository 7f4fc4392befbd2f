package dev.parley.cascade;

/** Told how long the server itself took for an answer. Called on the way of the first audio: must not block. */
public interface AnswerTimes {
    /**
     * The way from the final transcript to the first audio, without what services took. Told of answers that were asked for
     * when their transcript came.
     *
     * @param asking nanoseconds from the transcript to the question
     * @param ordering from the token that completed the first piece to its synthesis
     * @param playing from the first audio to its being with the line
     */
    void answered(long asking, long ordering, long playing);
}

package dev.parley.cascade.otel;

import dev.parley.cascade.AnswerTimes;
import dev.parley.telemetry.MediaTimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Puts answers beside the other times of the media path. */
@ApplicationScoped
public class MeasuredAnswers implements AnswerTimes {
    private final MediaTimes times;

    MeasuredAnswers() {
        this(null);
    }

    @Inject
    public MeasuredAnswers(MediaTimes times) {
        this.times = times;
    }

    @Override
    public void answered(long asking, long ordering, long playing) {
        times.answered(asking, ordering, playing);
    }
}

package dev.parley.telemetry;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How long the media path takes: from socket to recogniser or model, to an answer, and from a cut to its stop message.
 * Thread-safe, no lock.
 */
@ApplicationScoped
public class MediaTimes implements MediaTimesMXBean {
    private static final Logger LOG = System.getLogger(MediaTimes.class.getName());

    private final LatencyHistogram frameToRecogniser = new LatencyHistogram();
    private final LatencyHistogram batchToModel = new LatencyHistogram();
    private final LatencyHistogram modelToLine = new LatencyHistogram();
    private final LatencyHistogram cutToStop = new LatencyHistogram();
    private final LatencyHistogram finalToFirstAudio = new LatencyHistogram();
    private final LatencyHistogram asking = new LatencyHistogram();
    private final LatencyHistogram ordering = new LatencyHistogram();
    private final LatencyHistogram playing = new LatencyHistogram();

    /** From the arrival of a frame's message to its audio being with the recogniser, or gathered for it. */
    public void frameHeard(long nanos) {
        frameToRecogniser.record(nanos);
    }

    /** From a batch of the caller's audio being whole to its being written to the socket of a model that hears. */
    public void batchWritten(long nanos) {
        batchToModel.record(nanos);
    }

    /** From the arrival of the first audio of what such a model says to its being with the line. */
    public void spokenPassedOn(long nanos) {
        modelToLine.record(nanos);
    }

    /** From the decision to cut to the stop message being written. */
    public void stopWritten(long nanos) {
        cutToStop.record(nanos);
    }

    /** From a final transcript to the first audio out, without the time that services took: its three parts. */
    public void answered(long askingNanos, long orderingNanos, long playingNanos) {
        asking.record(askingNanos);
        ordering.record(orderingNanos);
        playing.record(playingNanos);
        finalToFirstAudio.record(askingNanos + orderingNanos + playingNanos);
    }

    @Override
    public Map<String, Long> getFigures() {
        var figures = new TreeMap<String, Long>();
        put(figures, "frameToRecogniser", frameToRecogniser);
        put(figures, "batchToModel", batchToModel);
        put(figures, "modelToLine", modelToLine);
        put(figures, "cutToStop", cutToStop);
        put(figures, "finalToFirstAudio", finalToFirstAudio);
        put(figures, "finalToFirstAudio.asking", asking);
        put(figures, "finalToFirstAudio.ordering", ordering);
        put(figures, "finalToFirstAudio.playing", playing);
        return figures;
    }

    @Override
    public void reset() {
        frameToRecogniser.clear();
        batchToModel.clear();
        modelToLine.clear();
        cutToStop.clear();
        finalToFirstAudio.clear();
        asking.clear();
        ordering.clear();
        playing.clear();
    }

    @PostConstruct
    void show() {
        try {
            var server = ManagementFactory.getPlatformMBeanServer();
            var name = new ObjectName(NAME);
            if (!server.isRegistered(name)) {
                server.registerMBean(this, name);
            }
        } catch (JMException notShown) {
            LOG.log(Level.WARNING, "the media times cannot be read by JMX", notShown);
        }
    }

    @PreDestroy
    void hide() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
        } catch (JMException gone) {
            LOG.log(Level.DEBUG, "the media times were not shown by JMX", gone);
        }
    }

    private static void put(Map<String, Long> figures, String name, LatencyHistogram times) {
        figures.put(name + ".count", times.count());
        figures.put(name + ".p50Us", times.quantileNanos(0.5) / 1000);
        figures.put(name + ".p99Us", times.quantileNanos(0.99) / 1000);
        figures.put(name + ".maxUs", times.longestNanos() / 1000);
    }
}

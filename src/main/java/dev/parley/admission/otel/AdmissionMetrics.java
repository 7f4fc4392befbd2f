package dev.parley.admission.otel;

import dev.parley.admission.Answer.Refused;
import dev.parley.telemetry.Instruments;
import dev.parley.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Counts who may not talk, by reason and never by name. Thread-safe. */
@ApplicationScoped
public class AdmissionMetrics {
    private LongCounter refused;

    /** For the container's proxy. */
    AdmissionMetrics() {}

    @Inject
    public AdmissionMetrics(Meter meter) {
        refused = Instruments.count(
                meter, "parley.talks.refused", "Talks without a phone that could not begin, by reason");
    }

    void refused(@Observes Refused refusal) {
        refused.add(1, Attributes.of(Names.REASON_KEY, refusal.reason().word()));
    }
}

package dev.parley.realtime;

import dev.parley.admission.Answer.Reason;
import dev.parley.admission.Answer.Refused;
import dev.parley.admission.Veto;
import dev.parley.admission.Wish;
import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Personas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** No talk with a persona that one model speaks for begins while that model would refuse it. Thread-safe. */
@ApplicationScoped
public class BusyModel implements Veto {
    private final Quotas quotas;
    private final Personas personas;

    BusyModel() {
        this(null, null);
    }

    @Inject
    public BusyModel(Quotas quotas, Personas personas) {
        this.quotas = quotas;
        this.personas = personas;
    }

    @Override
    public Optional<Refused> against(Wish wish) {
        var wait = quotas.untilFree();
        return wait.isPositive() && needsModel(wish)
                ? Optional.of(new Refused(Reason.SERVICE_BUSY, wait.plusMillis(999)))
                : Optional.empty();
    }

    private boolean needsModel(Wish wish) {
        return wish.persona()
                .flatMap(PersonaId::of)
                .flatMap(personas::find)
                .map(Persona::pipeline)
                .filter(Pipeline.REALTIME::equals)
                .isPresent();
    }
}

package dev.parley.emulator.acs;

import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.faults.Faults;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The faults that name one call. They strike what the service does of its own accord, the media socket and the callbacks, also in
 * the middle of the call; faults that name none strike requests.
 */
@ApplicationScoped
public class CallFaults {
    private final Faults faults;

    @Inject
    public CallFaults(Faults faults) {
        this.faults = faults;
    }

    CallFaults() {
        this(null);
    }

    /** The fault of one of these kinds that strikes now, if one is in force for the call. */
    public Optional<Fault> strikes(PhoneCall call, FaultKind... kinds) {
        List<Faults.Active> all = faults.list();
        boolean meant = all.stream()
                .anyMatch(each -> each.fault().service() == AzureService.ACS
                        && each.fault().call().equals(Optional.of(call.id()))
                        && (each.fault().times() == 0
                                || each.strikes() < each.fault().times())
                        && Set.of(kinds).contains(each.fault().kind()));
        return meant ? faults.strike(AzureService.ACS, Optional.of(call.id())) : Optional.empty();
    }
}

package dev.parley.emulator.acs;

import dev.parley.emulator.faults.LiveCalls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The exchange's calls, as faults of the other services see them. */
@ApplicationScoped
public class CallsInProgress implements LiveCalls {
    private final PhoneCalls calls;

    @Inject
    public CallsInProgress(PhoneCalls calls) {
        this.calls = calls;
    }

    CallsInProgress() {
        this(null);
    }

    @Override
    public List<Live> now() {
        return calls.all().stream()
                .filter(call -> call.state() != PhoneCall.State.ENDED)
                .map(call -> new Live(call.id(), call.order().person()))
                .toList();
    }
}

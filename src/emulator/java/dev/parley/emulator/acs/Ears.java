package dev.parley.emulator.acs;

import dev.parley.emulator.speech.CallEars;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Tells the speech emulator for whom it speaks: audibly when there are live calls and every one of them has a human ear. */
@ApplicationScoped
public class Ears implements CallEars {
    private final PhoneCalls calls;

    @Inject
    public Ears(PhoneCalls calls) {
        this.calls = calls;
    }

    Ears() {
        this(null);
    }

    @Override
    public boolean audible() {
        List<PhoneCall> live = calls.all().stream()
                .filter(call -> call.state() != PhoneCall.State.ENDED)
                .toList();
        return !live.isEmpty() && live.stream().allMatch(call -> call.order().human());
    }
}

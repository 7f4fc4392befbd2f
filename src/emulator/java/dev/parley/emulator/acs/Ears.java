package dev.parley.emulator.acs;

import dev.parley.emulator.speech.CallEars;
import dev.parley.emulator.speech.recognition.Listeners;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Tells the speech emulator for whom it speaks: audibly when there are live calls, every one of them has a human ear, and nobody
 * listens beside them. Who does rehearses, and needs words in the sound.
 */
@ApplicationScoped
public class Ears implements CallEars {
    private final PhoneCalls calls;
    private final Listeners listeners;
    private volatile boolean withoutCalls;

    @Inject
    public Ears(PhoneCalls calls, Listeners listeners) {
        this.calls = calls;
        this.listeners = listeners;
    }

    Ears() {
        this(null, null);
    }

    @Override
    public void withoutCalls(boolean human) {
        withoutCalls = human;
    }

    @Override
    public boolean audible() {
        List<PhoneCall> live = calls.all().stream()
                .filter(call -> call.state() != PhoneCall.State.ENDED)
                .toList();
        if (live.isEmpty()) {
            return withoutCalls;
        }
        return listeners.now() <= live.size()
                && live.stream().allMatch(call -> call.order().human());
    }
}

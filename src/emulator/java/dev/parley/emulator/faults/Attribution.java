package dev.parley.emulator.faults;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells to which call a request belongs where its protocol names none: by the caller's number in its text, or because only one
 * call is live. Where neither helps it says nothing rather than guess. Thread-safe.
 */
@ApplicationScoped
public class Attribution {
    private final LiveCalls calls;

    @Inject
    public Attribution(LiveCalls calls) {
        this.calls = calls;
    }

    Attribution() {
        this(null);
    }

    /** The call that is the only live one. */
    public Optional<String> onlyCall() {
        List<LiveCalls.Live> live = calls.now();
        return live.size() == 1 ? Optional.of(live.getFirst().id()) : Optional.empty();
    }

    /** The one live call whose number stands in the text, else the only live one. */
    public Optional<String> callIn(String text) {
        List<String> named = calls.now().stream()
                .filter(call -> contains(text, call.number()))
                .map(LiveCalls.Live::id)
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : onlyCall();
    }

    /** Why a fault of this service that names the call may not strike it; empty if nothing is in its way. */
    public Optional<String> caution(AzureService service, String call) {
        if (service == AzureService.COSMOS) {
            return Optional.of("Cosmos requests belong to no call: the fault strikes nothing.");
        }
        if (calls.now().stream().noneMatch(each -> each.id().equals(call))) {
            return Optional.of("No live call has this id: the fault strikes nothing.");
        }
        return switch (service) {
            case ACS, COSMOS -> Optional.empty();
            case OPENAI ->
                Optional.of("Strikes requests that have the caller's number in their messages or user; others only"
                        + " while the call is the only live one.");
            case REALTIME ->
                Optional.of(
                        "Strikes responses that have the caller's number in their instructions or items; sockets and other"
                                + " responses only while the call is the only live one.");
            case SPEECH ->
                Optional.of(
                        "Speech requests name no call: strikes the connections and turns that begin while the call is"
                                + " the only live one, and none while others are live.");
        };
    }

    private static boolean contains(String text, String number) {
        return Pattern.compile(Pattern.quote(number) + "(?!\\d)").matcher(text).find();
    }
}

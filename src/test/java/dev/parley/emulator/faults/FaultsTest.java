package dev.parley.emulator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final Faults faults = new Faults();

    @Test
    void strikesTheServiceItNamesAndNoOther() {
        faults.add(Fault.of(AzureService.OPENAI, FaultKind.REFUSE));

        assertThat(faults.strike(AzureService.SPEECH, Optional.empty())).isEmpty();
        assertThat(faults.strike(AzureService.OPENAI, Optional.of("call-1")))
                .map(Fault::status)
                .contains(503);
    }

    @Test
    void strikesAsOftenAsItSaysAndIsSpentThen() {
        faults.add(new Fault(AzureService.ACS, FaultKind.RESET, Optional.empty(), 0, 0, 1, 2));

        assertThat(IntStream.range(0, 5)
                        .filter(i -> faults.strike(AzureService.ACS, Optional.empty())
                                .isPresent())
                        .count())
                .isEqualTo(2);
        assertThat(faults.list())
                .singleElement()
                .extracting(Faults.Active::strikes)
                .isEqualTo(2);
    }

    @Test
    void aFaultOfOneCallLeavesOtherCallsAlone() {
        faults.add(new Fault(AzureService.ACS, FaultKind.STALL, Optional.of("call-2"), 500, 0, 1, 0));

        assertThat(faults.strike(AzureService.ACS, Optional.of("call-1"))).isEmpty();
        assertThat(faults.strike(AzureService.ACS, Optional.empty())).isEmpty();
        assertThat(faults.strike(AzureService.ACS, Optional.of("call-2"))).isPresent();
    }

    @Test
    void aFaultOfOneDeploymentLeavesTheOthersAlone() {
        faults.add(limited(AzureService.OPENAI, Map.of(Limit.DEPLOYMENT, "gpt-4o")));

        assertThat(asking("gpt-4o-mini")).isEmpty();
        assertThat(asking("gpt-4o")).isPresent();
    }

    @Test
    void aFaultThatWaitsForWordsStrikesWhenTheyAreKnownAndNotBefore() {
        faults.add(limited(AzureService.SPEECH, Map.of(Limit.HEARD, "Plum cake", Limit.LANGUAGE, "en-US")));

        assertThat(faults.strike(hearing(Map.of(Limit.LANGUAGE, "en-US"), Set.of())))
                .isEmpty();
        assertThat(faults.strike(hearing(Map.of(Limit.LANGUAGE, "en-US", Limit.HEARD, "a plum"), Set.of(Limit.HEARD))))
                .isEmpty();
        assertThat(faults.strike(
                        hearing(Map.of(Limit.LANGUAGE, "en-US", Limit.HEARD, "a plum cake"), Set.of(Limit.HEARD))))
                .isPresent();
    }

    @Test
    void aFaultThatWaitsForNothingStrikesAtTheBeginningAlone() {
        faults.add(Fault.of(AzureService.SPEECH, FaultKind.RESET));
        faults.add(limited(AzureService.SPEECH, Map.of(Limit.LANGUAGE, "en-US")));

        assertThat(faults.strike(hearing(Map.of(Limit.LANGUAGE, "en-US", Limit.HEARD, "a plum"), Set.of(Limit.HEARD))))
                .isEmpty();
    }

    @Test
    void limitsThatNoRequestCanMeetAreTold() {
        assertThat(contradiction(AzureService.ACS, Limit.VOICE)).isPresent();
        assertThat(contradiction(AzureService.SPEECH, Limit.DEPLOYMENT)).isPresent();
        assertThat(contradiction(AzureService.SPEECH, Limit.VOICE, Limit.HEARD)).isPresent();
        assertThat(contradiction(AzureService.SPEECH, Limit.VOICE, Limit.SPOKEN))
                .isEmpty();
        assertThat(contradiction(AzureService.SPEECH, Limit.MOMENT, Limit.HEARD))
                .isPresent();
        assertThat(contradiction(AzureService.SPEECH, Limit.MOMENT, Limit.LANGUAGE))
                .isEmpty();
        assertThat(contradiction(AzureService.OPENAI, Limit.DEPLOYMENT)).isEmpty();
    }

    private static Optional<String> contradiction(AzureService service, Limit... limits) {
        return Limit.contradiction(
                service, Stream.of(limits).collect(Collectors.toMap(limit -> limit, limit -> "connect")));
    }

    @Test
    void aMomentThatNeverComesToAServiceIsTold() {
        assertThat(Limit.contradiction(AzureService.SPEECH, Map.of(Limit.MOMENT, "response")))
                .contains("\"moment\" of speech must be one of connect");
        assertThat(Limit.contradiction(AzureService.REALTIME, Map.of(Limit.MOMENT, "begin")))
                .contains("\"moment\" of realtime must be one of connect, response, secret, sdp");
        assertThat(Limit.contradiction(AzureService.REALTIME, Map.of(Limit.MOMENT, "SDP")))
                .isEmpty();
    }

    private static Fault limited(AzureService service, Map<Limit, String> limits) {
        return new Fault(service, FaultKind.STALL, Optional.empty(), limits, 0, 0, 1, 0);
    }

    private Optional<Fault> asking(String deployment) {
        return faults.strike(Occasion.of(AzureService.OPENAI, Optional.empty(), Map.of(Limit.DEPLOYMENT, deployment)));
    }

    private static Occasion hearing(Map<Limit, String> facts, Set<Limit> later) {
        return new Occasion(AzureService.SPEECH, Optional.empty(), facts, later);
    }

    @Test
    void aShareStrikesAboutThatManyAndTheSameOnesAfterClearing() {
        Fault third = new Fault(AzureService.SPEECH, FaultKind.DELAY, Optional.empty(), 100, 0, 0.3, 0);
        faults.add(third);
        int[] first = struckOf(1000);
        faults.clear();
        faults.add(third);

        assertThat(first.length).isBetween(250, 350);
        assertThat(struckOf(1000)).isEqualTo(first);
    }

    @Test
    void aSpentFaultLetsTheNextOneStrike() {
        faults.add(new Fault(AzureService.OPENAI, FaultKind.THROTTLE, Optional.empty(), 0, 429, 1, 1));
        faults.add(Fault.of(AzureService.OPENAI, FaultKind.GARBAGE));

        assertThat(faults.strike(AzureService.OPENAI, Optional.empty()))
                .map(Fault::kind)
                .contains(FaultKind.THROTTLE);
        assertThat(faults.strike(AzureService.OPENAI, Optional.empty()))
                .map(Fault::kind)
                .contains(FaultKind.GARBAGE);
    }

    @Test
    void theListIsBounded() {
        IntStream.range(0, Faults.MOST).forEach(i -> faults.add(Fault.of(AzureService.ACS, FaultKind.DELAY)));

        assertThatThrownBy(() -> faults.add(Fault.of(AzureService.ACS, FaultKind.DELAY)))
                .isInstanceOf(Faults.TooManyFaultsException.class);
    }

    @Test
    void oneFaultCanBeEndedByItsId() {
        String id = faults.add(Fault.of(AzureService.ACS, FaultKind.REFUSE));

        assertThat(faults.remove(id)).isTrue();
        assertThat(faults.remove(id)).isFalse();
        assertThat(faults.strike(AzureService.ACS, Optional.empty())).isEmpty();
    }

    private int[] struckOf(int requests) {
        return IntStream.range(0, requests)
                .filter(i ->
                        faults.strike(AzureService.SPEECH, Optional.empty()).isPresent())
                .toArray();
    }
}

package dev.parley.emulator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.IntStream;
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

package dev.parley.emulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.faults.LiveCalls.Live;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributionTest {
    private static final Live ANN = new Live("call-ann", "+15550200001");
    private static final Live BOB = new Live("call-bob", "+155502000012");

    private static Attribution with(Live... live) {
        return new Attribution(() -> List.of(live));
    }

    @Test
    void theCallersNumberTellsTheCallAmongMany() {
        assertThat(with(ANN, BOB).callIn("The caller's number is +15550200001."))
                .contains("call-ann");
    }

    @Test
    void aNumberThatBeginsLikeAnotherIsNotMistakenForIt() {
        assertThat(with(ANN, BOB).callIn("The caller's number is +155502000012."))
                .contains("call-bob");
    }

    @Test
    void withoutANumberOnlyTheOnlyLiveCallIsTold() {
        assertThat(with(ANN).callIn("Hello")).contains("call-ann");
        assertThat(with(ANN, BOB).callIn("Hello")).isEmpty();
        assertThat(with().callIn("Hello")).isEmpty();
    }

    @Test
    void speechBelongsToTheOnlyLiveCallOrToNobody() {
        assertThat(with(BOB).onlyCall()).contains("call-bob");
        assertThat(with(ANN, BOB).onlyCall()).isEmpty();
    }

    @Test
    void aFaultThatMayMissItsCallComesWithACaution() {
        assertThat(with(ANN).caution(AzureService.ACS, "call-ann")).isEmpty();
        assertThat(with(ANN).caution(AzureService.SPEECH, "call-ann"))
                .hasValueSatisfying(note -> assertThat(note).contains("only live one"));
        assertThat(with(ANN).caution(AzureService.ACS, "call-bob"))
                .hasValueSatisfying(note -> assertThat(note).contains("strikes nothing"));
    }
}

package dev.parley.emulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.acs.caller.ScriptStep;
import dev.parley.emulator.acs.caller.ScriptStep.Act;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallOrdersTest {
    private static List<ScriptStep> script(String steps) {
        return CallOrders.script(JsonBody.parse(("{'script':[" + steps + "]}").replace('\'', '"')));
    }

    @Test
    void theStepsOfTheControlApiAreUnderstood() {
        List<ScriptStep> steps = script(
                "{'say':'Hello'},{'bargeIn':'Wait','afterWords':3},{'dtmf':'12#'},{'silenceMs':4000},{'noiseMs':600},{'hangUp':true}");

        assertThat(steps)
                .extracting(ScriptStep::act)
                .containsExactly(
                        new Act.Say("Hello", true),
                        new Act.Say("Wait", true),
                        new Act.Press("12#"),
                        new Act.Silence(4000),
                        new Act.Noise(600),
                        new Act.HangUp());
        assertThat(steps.get(1).afterWords()).hasValue(3);
    }
}

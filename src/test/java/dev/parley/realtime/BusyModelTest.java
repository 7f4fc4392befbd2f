package dev.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.admission.Answer.Reason;
import dev.parley.admission.Answer.Refused;
import dev.parley.admission.Wish;
import dev.parley.agents.Persona;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Tools;
import dev.parley.agents.prompty.PromptyFormat;
import dev.parley.call.CallFakes;
import dev.parley.call.CallFakes.Desk;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom a model that takes no session turns away. */
class BusyModelTest {
    private final Quotas quotas = new Quotas(1, 2);
    private final BusyModel busy = new BusyModel(
            quotas,
            new Desk(List.of(
                    persona("reception", ""), persona("concierge", "parley: {pipeline: realtime, voice: marin}\n"))));

    @Test
    void thoseWhoWantToTalkWithAPersonaThatItSpeaksFor() {
        quotas.of("gpt-realtime").refused(Duration.ofSeconds(20));
        quotas.of("another").refused(Duration.ofSeconds(40));

        assertThat(against("concierge")).hasValueSatisfying(refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.SERVICE_BUSY);
            assertThat(refused.retryAfter().toSeconds()).isBetween(18L, 21L);
        });
        assertThat(against("reception")).isEmpty();
        assertThat(against("nobody")).isEmpty();
        assertThat(busy.against(new Wish("ada", Optional.empty()))).isEmpty();
    }

    @Test
    void nobodyWhileOneDeploymentTakesSome() {
        assertThat(against("concierge")).isEmpty();
        quotas.of("gpt-realtime").refused(Duration.ofSeconds(20));
        assertThat(against("concierge")).as("the other was never asked").isEmpty();
        quotas.of("another").given();
        assertThat(against("concierge")).isEmpty();
        quotas.of("another").asked();
        assertThat(against("concierge")).isPresent();
    }

    private static Persona persona(String id, String keys) {
        var noTools = (Tools) Proxy.newProxyInstance(
                BusyModelTest.class.getClassLoader(),
                new Class<?>[] {Tools.class},
                (proxy, method, arguments) -> List.of());
        return new PromptyFormat(CallFakes.settings(Map.of("parley.personas", "target")), noTools)
                .read(new PersonaId(id), "---\nname: " + id + "\n" + keys + "---\nsystem:\nBe kind.\n")
                .persona()
                .orElseThrow();
    }

    private Optional<Refused> against(String persona) {
        return busy.against(new Wish("ada", Optional.of(persona)));
    }
}

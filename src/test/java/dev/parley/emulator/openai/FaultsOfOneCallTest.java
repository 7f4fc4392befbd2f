package dev.parley.emulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.faults.LiveCalls.Live;
import dev.parley.emulator.thinking.Thought;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A fault that names a call strikes the chat requests of that call among others. */
class FaultsOfOneCallTest {
    private final Service service = new Service().thinks(Thought.saying("Yes.")).thinks(Thought.saying("Yes."));

    FaultsOfOneCallTest() {
        service.calls.add(new Live("call-ann", "+15550200001"));
        service.calls.add(new Live("call-bob", "+15550200002"));
        service.faults.add(new Fault(AzureService.OPENAI, FaultKind.REFUSE, Optional.of("call-ann"), 0, 503, 1, 0));
    }

    @Test
    void itIsToldByTheNumberInTheMessages() {
        assertThat(statusOf("{'messages':[{'role':'system','content':'The caller has +15550200001.'}"
                        + ",{'role':'user','content':'Hello'}]}"))
                .isEqualTo(503);
        assertThat(statusOf("{'messages':[{'role':'system','content':'The caller has +15550200002.'}"
                        + ",{'role':'user','content':'Hello'}]}"))
                .isEqualTo(200);
    }

    @Test
    void itIsToldByTheUser() {
        assertThat(statusOf("{'user':'+15550200001','messages':[{'role':'user','content':'Hello'}]}"))
                .isEqualTo(503);
    }

    @Test
    void aRequestThatCannotBeToldIsLeftAlone() {
        assertThat(statusOf("{'messages':[{'role':'user','content':'Hello'}]}")).isEqualTo(200);
    }

    private int statusOf(String body) {
        return service.asks(body).status;
    }
}

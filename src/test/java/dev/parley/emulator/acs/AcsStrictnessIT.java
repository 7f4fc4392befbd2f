package dev.parley.emulator.acs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.core.exception.HttpResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the emulated ACS refuses, as Azure would. */
@ResourceLock(value = "faults", mode = ResourceAccessMode.READ)
class AcsStrictnessIT extends EmulatedAcs {
    @Test
    void anotherKeyAndTheUnchangedSdkWithMediaAreRefused() throws Exception {
        place("");
        String context = contextOfTheCall();
        assertThatThrownBy(() -> new SdkClient(media.url(), "pcm16KMono", "d3Jvbmcga2V5")
                        .client.answerCall(context, server.url("/callbacks")))
                .isInstanceOfSatisfying(HttpResponseException.class, refused -> assertThat(
                                refused.getResponse().getStatusCode())
                        .isEqualTo(401));
        assertThatThrownBy(() -> sdk("Pcm16KMono").client.answerCall(context, server.url("/callbacks")))
                .isInstanceOfSatisfying(HttpResponseException.class, refused -> assertThat(
                                refused.getResponse().getStatusCode())
                        .isEqualTo(400));
        assertThat(sdk("pcm16KMono").post("/calling/callConnections:answer?api-version=2025-05-15", "{}"))
                .as("no repeatability headers")
                .isEqualTo(400);
        assertThat(sdk("pcm16KMono").post("/calling/callConnections:reject?api-version=2019-01-01", "{}"))
                .as("unknown api-version")
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{'targetParticipant':'+15550100099'}",
                "{'targetParticipant':{}}",
                "{'targetParticipant':{'phoneNumber':{'value':'555'}}}",
                "{'targetParticipant':{'phoneNumber':{'value':'+15550100099'}},"
                        + "'transferee':{'phoneNumber':{'value':'+15559999999'}}}",
            })
    void aTransferThatIsWrongIsRefused(String body) throws Exception {
        String id = place("");
        var sdk = sdk("pcm16KMono");
        String connection = sdk.client
                .answerCall(contextOfTheCall(), server.url("/callbacks"))
                .getCallConnectionProperties()
                .getCallConnectionId();
        await().atMost(SOON).until(() -> view(id).get("state").asText().equals("connected"));

        assertThat(sdk.postOnce(
                        "/calling/callConnections/" + connection + ":transferToParticipant?api-version=2025-05-15",
                        body.replace('\'', '"')))
                .isEqualTo(400);
        assertThat(view(id).get("state").asText()).isEqualTo("connected");
    }

    @Test
    void aTransferOfACallThatIsNotThereIsNotFound() {
        assertThat(sdk("pcm16KMono")
                        .postOnce(
                                "/calling/callConnections/none:transferToParticipant?api-version=2025-05-15",
                                "{\"targetParticipant\":{\"phoneNumber\":{\"value\":\"+15550100099\"}}}"))
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{'from':'555','to':'+15550100001'}",
                "{'from':'+15551230000'}",
                "{'from':'+15551230000','to':'+15550100001','sampleRate':8000}",
                "{'from':'+15551230000','to':'+15550100001','ear':'dog'}",
                "{'from':'+15551230000','to':'+15550100001','script':[{}]}",
                "{'from':'+15551230000','to':'+15550100001','script':[{'say':'a','hangUp':true}]}",
                "{'from':'+15551230000','to':'+15550100001','script':[{'bargeIn':'a'}]}",
                "{'from':'+15551230000','to':'+15550100001','script':[{'dtmf':'1x'}]}",
                "{'from':'+15551230000','to':'+15550100001','whatever':1}",
            })
    void anOrderThatIsWrongGetsAProblemDocument(String body) throws Exception {
        var answer = send("POST", "/emulator/calls", body.replace('\'', '"'));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
}

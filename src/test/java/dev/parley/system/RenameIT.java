package dev.parley.system;

import static dev.parley.system.Persona.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Another id for a persona, through the API. */
@Isolated("the store refuses writes")
class RenameIT {
    private static final String ROOT = "/api/v1/personas";
    private static final String FAULTS = LocalMode.EMULATOR + "/emulator/faults";

    @AfterEach
    void clear() {
        LocalMode.delete(FAULTS);
    }

    @Test
    void aRenamedPersonaHasItsHistoryUnderTheNewId() {
        var desk = Persona.unnamed();
        var renamed = Persona.unnamed();
        ok(desk.creates(desk.text("Hello.")));
        ok(desk.publishes("{\"comment\":\"first\"}"));
        ok(desk.saves(desk.text("Draft.")));

        var answer = ok(desk.does("POST", "/rename", to(renamed.id)));

        assertThat(answer.header("Location")).isEqualTo(ROOT + "/" + renamed.id);
        assertThat(answer.body().get("id").asText()).isEqualTo(renamed.id);
        assertThat(answer.body().get("text").asText()).isEqualTo(renamed.text("Draft."));
        assertThat(desk.shown().status()).isEqualTo(404);
        for (var id : List.of(desk.id, renamed.id)) {
            var proof =
                    LocalMode.asViewer(ROOT + "/" + id + "/revisions/verify").body();
            assertThat(proof.get("whole").asBoolean()).as(proof.toString()).isTrue();
        }
        assertThat(LocalMode.asViewer(ROOT + "/" + renamed.id + "/revisions")
                        .body()
                        .get("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(LocalMode.asViewer(ROOT + "/audit?subject=" + desk.id)
                        .body()
                        .get("entries")
                        .get(0)
                        .get("after")
                        .asText())
                .isEqualTo(renamed.id);
        renamed.shown();
        ok(renamed.publishes("{\"comment\":\"under its new id\"}"));
    }

    @Test
    void oneThatWasCutShortGoesOnAndMeanwhileCallersAreAnswered() {
        var desk = Persona.unnamed();
        var renamed = Persona.unnamed();
        ok(desk.creates(desk.text("Hello.")));
        ok(desk.publishes("{}"));
        // history is copied document by document, all else goes in batches
        LocalMode.post(FAULTS, "{\"service\":\"cosmos\",\"kind\":\"refuse\",\"operation\":\"create\"}");

        assertThat(desk.does("POST", "/rename", to(renamed.id)).status()).isEqualTo(503);
        assertThat(desk.shown().body().get("state").asText()).isEqualTo("published");
        LocalMode.delete(FAULTS);

        ok(desk.does("POST", "/rename", to(renamed.id)));
        assertThat(desk.shown().status()).isEqualTo(404);
        var proof = LocalMode.asViewer(ROOT + "/" + renamed.id + "/revisions/verify")
                .body();
        assertThat(proof.get("whole").asBoolean()).as(proof.toString()).isTrue();
    }

    @Test
    void onlyAnApproverRenamesOverTheVersionThatWasReadToAnIdThatIsFree() {
        var desk = Persona.unnamed();
        ok(desk.creates(desk.text("Hello.")));
        ok(desk.publishes("{}"));
        var path = ROOT + "/" + desk.id + "/rename";

        for (var user : List.of("viewer", "editor", "operator")) {
            assertThat(LocalMode.as(user, "POST", path, to("any"), Map.of("If-Match", desk.version()))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(LocalMode.post(LocalMode.PARLEY + path, to("any")).status()).isEqualTo(401);
        assertThat(LocalMode.as("approver", "POST", path, to("any"), Map.of()).status())
                .isEqualTo(428);
        assertThat(LocalMode.as("approver", "POST", path, to("any"), Map.of("If-Match", "\"0\""))
                        .status())
                .isEqualTo(412);
        assertThat(desk.does("POST", "/rename", to("No Id")).status()).isEqualTo(422);
        assertThat(desk.does("POST", "/rename", to("schema")).status()).isEqualTo(422);
        var taken = desk.does("POST", "/rename", to("orders"));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body().get("detail").asText()).contains("orders already exists");
        assertThat(LocalMode.as("approver", "POST", ROOT + "/nobody/rename", to("any"), Map.of("If-Match", "\"0\""))
                        .status())
                .isEqualTo(404);
    }

    private static String to(String id) {
        return "{\"id\":\"" + id + "\"}";
    }
}

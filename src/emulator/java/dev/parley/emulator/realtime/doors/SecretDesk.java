package dev.parley.emulator.realtime.doors;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.openai.Refusal;
import dev.parley.emulator.realtime.settings.SessionSettings;
import dev.parley.emulator.realtime.wire.BadEvent;
import dev.parley.emulator.realtime.wire.ClientEvent;
import dev.parley.emulator.realtime.wire.Ids;
import dev.parley.emulator.realtime.wire.Members;
import dev.parley.emulator.realtime.wire.PreviewSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Gives out client secrets, in the manner of either generation of the protocol. Thread-safe. */
@ApplicationScoped
public class SecretDesk {
    private static final long USUAL_SECONDS = 600;
    private static final long LONGEST_SECONDS = 7_200;
    private static final long PREVIEW_SECONDS = 60;

    private final Doorkeeper door;
    private final Secrets secrets;
    private final RealtimeSettings settings;
    private final Clock clock = Clock.systemUTC();

    @Inject
    public SecretDesk(Doorkeeper door, Secrets secrets, RealtimeSettings settings) {
        this.door = door;
        this.secrets = secrets;
        this.settings = settings;
    }

    SecretDesk() {
        this(null, null, null);
    }

    /** {@code POST /openai/v1/realtime/client_secrets}: the secret, when it expires, and the session it is for. */
    JsonObject ga(Knock knock, String body) {
        door.checkKey(knock);
        return read(body, members -> {
            members.only("expires_after", "session");
            long seconds = members.object("expires_after")
                    .map(after -> after.only("anchor", "seconds"))
                    .map(after -> {
                        after.choice("anchor", List.of("created_at"));
                        return after.whole("seconds", 10, LONGEST_SECONDS).orElse(USUAL_SECONDS);
                    })
                    .orElse(USUAL_SECONDS);
            Members session = members.needObject("session");
            String deployment = door.existing(session.needText("model"));
            Secrets.Secret secret =
                    secrets.make(deployment, SessionSettings.defaults().updated(session, deployment), seconds);
            return JSON.createObjectBuilder()
                    .add("value", secret.value())
                    .add("expires_at", secret.expiresAt().getEpochSecond())
                    .add("session", session(secret))
                    .build();
        });
    }

    /** {@code POST /openai/realtimeapi/sessions}: a flat session with the secret in it. */
    JsonObject preview(Knock knock, String body) {
        door.checkKey(knock);
        door.checkPreviewVersion(knock.query().apply("api-version"));
        return read(body, members -> {
            String deployment = door.existing(members.needText("model"));
            JsonObject ga = JSON.createObjectBuilder(PreviewSession.ga(members.json()))
                    .add("type", "realtime")
                    .build();
            Secrets.Secret secret = secrets.make(
                    deployment, SessionSettings.defaults().updated(Members.of(ga, ""), deployment), PREVIEW_SECONDS);
            return JSON.createObjectBuilder(PreviewSession.flat(session(secret)))
                    .add(
                            "client_secret",
                            JSON.createObjectBuilder()
                                    .add("value", secret.value())
                                    .add("expires_at", secret.expiresAt().getEpochSecond()))
                    .build();
        });
    }

    private JsonObject session(Secrets.Secret secret) {
        long expiresAt = clock.instant().getEpochSecond() + settings.now().sessionSeconds();
        return secret.settings().session(Ids.fresh("sess"), secret.deployment(), expiresAt);
    }

    private interface Reading {
        JsonObject of(Members members);
    }

    private static JsonObject read(String body, Reading reading) {
        try {
            return reading.of(Members.of(
                    ClientEvent.parse(Optional.of(body)
                                    .filter(text -> !text.isBlank())
                                    .orElse("{}"))
                            .json(),
                    ""));
        } catch (BadEvent e) {
            throw Refusal.badRequest(e.body());
        }
    }
}

package dev.parley.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Names of spans and attributes, in one place because dashboards depend on them. {@code service.*} stands on the resource
 * alone; spoken words and numbers have no name here (ARCHITECTURE §10, prior-systems §7.2).
 */
public final class Names {
    /** Instrumentation scope. */
    public static final String SCOPE = "dev.parley";

    /** Root span of a call; its stages are {@code turn.hear}, {@code turn.think}, {@code turn.act}, {@code turn.speak}. */
    public static final String CALL = "call";

    public static final String TURN = "turn";

    /** The carrier's id of the call, on the root. */
    public static final String CONNECTION_ID = "rt.call.connection_id";
    /** Our id of the call, on the root. */
    public static final String SESSION_ID = "rt.session.id";

    public static final String PERSONA = "rt.persona.id";
    public static final String PERSONA_REVISION = "rt.persona.revision";
    /** Characters that tell revisions of one persona apart. */
    public static final int REVISION_LENGTH = 12;
    /** Why a call or a turn ended, in a word. */
    public static final String ENDING = "rt.ending";

    public static final String TURN_NUMBER = "rt.turn.number";
    public static final String TURN_CAUSE = "rt.turn.cause";
    /** Prefix of what a stage or a decision says of itself. */
    public static final String FACT = "rt.fact.";
    /** Hearing, over all recognisers of a call; its events are what it decided and lost. */
    public static final String RECOGNITION = "recognition";
    /** The speech-to-speech model, over all its sessions of a call; its events are what was lost and rolled over. */
    public static final String REALTIME = "realtime";
    /** Who is asked: acs, speech, openai. */
    public static final String PEER_SERVICE = "peer.service";
    /** Host of who is asked; {@link #NET_PEER_NAME} is its older name, which dashboards of earlier systems read. */
    public static final String SERVER_ADDRESS = "server.address";

    public static final String NET_PEER_NAME = "net.peer.name";
    /** {@code websocket} or {@code http}. */
    public static final String NETWORK_PROTOCOL = "network.protocol.name";

    public static final String HTTP_METHOD = "http.request.method";
    /** Event of a span that failed, with {@link #ERROR_TYPE} and {@link #ERROR_MESSAGE}. */
    public static final String ERROR = "error";
    /** OpenTelemetry semantic conventions, "error.type". */
    public static final String ERROR_TYPE = "error.type";
    /** Our own words, and a service's code at most: never what it wrote, which may repeat numbers and what was spoken. */
    public static final String ERROR_MESSAGE = "error.message";

    /** Labels of metrics: few values each. */
    public static final AttributeKey<String> PERSONA_KEY = AttributeKey.stringKey(PERSONA);

    /** Its first {@link #REVISION_LENGTH} characters: one series per revision that is called. */
    public static final AttributeKey<String> REVISION_KEY = AttributeKey.stringKey(PERSONA_REVISION);

    /** To whom a call was handed. */
    public static final AttributeKey<String> TO_PERSONA_KEY = AttributeKey.stringKey("rt.persona.to");

    public static final AttributeKey<String> ENDING_KEY = AttributeKey.stringKey(ENDING);
    public static final AttributeKey<String> CAUSE_KEY = AttributeKey.stringKey(TURN_CAUSE);
    public static final AttributeKey<String> DECISION_KEY = AttributeKey.stringKey("rt.decision");
    public static final AttributeKey<String> PEER_KEY = AttributeKey.stringKey(PEER_SERVICE);
    public static final AttributeKey<String> ERROR_TYPE_KEY = AttributeKey.stringKey(ERROR_TYPE);
    public static final AttributeKey<String> REASON_KEY = AttributeKey.stringKey("rt.reason");
    public static final AttributeKey<Boolean> GUESSED_KEY = AttributeKey.booleanKey("rt.turn.guessed");

    private Names() {}

    /** A revision as spans and metrics name it. */
    public static String shortRevision(String revision) {
        return revision.substring(0, Math.min(REVISION_LENGTH, revision.length()));
    }
}

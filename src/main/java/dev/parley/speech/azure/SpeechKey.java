package dev.parley.speech.azure;

import com.microsoft.cognitiveservices.speech.CancellationErrorCode;
import dev.parley.web.RefusedKeys;
import dev.parley.web.RefusedKeys.Service;

/** What connections to the service teach about our key. Thread-safe. */
record SpeechKey(RefusedKeys keys) {
    /** Why nothing is tried. */
    static final SpeechLoss REFUSED = new SpeechLoss(Service.SPEECH.refusal(), false);

    /** Whether a connection may be opened; asked once for each. */
    boolean mayConnect() {
        return keys.mayAsk(Service.SPEECH);
    }

    /** Whether it was refused, and nothing was let in since. */
    boolean refused() {
        return keys.refuses(Service.SPEECH);
    }

    void connected() {
        keys.accepted(Service.SPEECH);
    }

    void cancelled(CancellationErrorCode code) {
        if (code == CancellationErrorCode.AuthenticationFailure || code == CancellationErrorCode.Forbidden) {
            keys.refused(Service.SPEECH);
        }
    }
}

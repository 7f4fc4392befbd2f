package dev.parley.speech.azure;

import com.microsoft.cognitiveservices.speech.CancellationErrorCode;

/**
 * Why the service ended something, in plain words. The SDK's own details stay out: a service may quote what was said.
 *
 * @param reason for operators
 * @param retryable whether asking again may help
 */
record SpeechLoss(String reason, boolean retryable) {
    static final SpeechLoss NOT_CONFIGURED = new SpeechLoss("no Speech service is configured", false);

    static SpeechLoss of(CancellationErrorCode code) {
        return switch (code) {
            case AuthenticationFailure -> new SpeechLoss("the Speech service refused the key", false);
            case Forbidden -> new SpeechLoss("the Speech service forbids it: quota or region", false);
            case BadRequest -> new SpeechLoss("the Speech service called the request bad", false);
            case TooManyRequests -> new SpeechLoss("the Speech service throttles", true);
            case ConnectionFailure -> new SpeechLoss("no connection to the Speech service", true);
            case ServiceTimeout -> new SpeechLoss("the Speech service did not answer in time", true);
            case ServiceUnavailable -> new SpeechLoss("the Speech service is unavailable", true);
            default -> new SpeechLoss("the Speech service failed: " + code, true);
        };
    }

    static SpeechLoss of(Throwable natives) {
        return new SpeechLoss("the Speech SDK failed: " + natives.getClass().getSimpleName(), true);
    }
}

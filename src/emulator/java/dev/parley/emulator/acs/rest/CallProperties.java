package dev.parley.emulator.acs.rest;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.acs.Leg;
import dev.parley.emulator.acs.MediaSubscription;
import dev.parley.emulator.acs.PhoneCall;
import dev.parley.emulator.acs.events.CallEvents;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** A call as CallConnectionProperties (protocols/acs-call-automation.md §3). */
final class CallProperties {
    private CallProperties() {}

    static JsonObject of(PhoneCall call) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("callConnectionId", call.callConnectionId())
                .add("serverCallId", call.serverCallId())
                .add(
                        "targets",
                        JSON.createArrayBuilder()
                                .add(CallEvents.phone(call.order().person())))
                .add("callConnectionState", state(call))
                .add("correlationId", call.correlationId());
        call.leg().map(Leg::callbackUri).ifPresent(uri -> json.add("callbackUri", uri.toString()));
        if (call.order().inbound()) {
            json.add("source", CallEvents.phone(call.order().from()))
                    .add(
                            "answeredFor",
                            JSON.createObjectBuilder().add("value", call.order().to()));
        } else {
            json.add(
                    "sourceCallerIdNumber",
                    JSON.createObjectBuilder().add("value", call.order().from()));
        }
        call.media().ifPresent(media -> json.add("mediaStreamingSubscription", subscription(media)));
        return json.build();
    }

    private static String state(PhoneCall call) {
        return switch (call.state()) {
            case RINGING -> "connecting";
            case CONNECTED -> "connected";
            case ENDED -> "disconnected";
        };
    }

    private static JsonObject subscription(MediaSubscription media) {
        return JSON.createObjectBuilder()
                .add("id", media.subscriptionId())
                .add("state", media.active() ? "active" : "inactive")
                .add("subscribedContentTypes", JSON.createArrayBuilder().add("audio"))
                .build();
    }
}

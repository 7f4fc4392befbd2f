package dev.parley.emulator.control;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.acs.PhoneCall;
import dev.parley.emulator.acs.caller.CallAudio;
import dev.parley.emulator.acs.caller.CallFigures;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;

/** A call as the control API shows it. Times are ms since connected. */
final class CallView {
    private CallView() {}

    static JsonObject of(PhoneCall call) {
        CallFigures figures = call.audio().map(CallAudio::figures).orElse(CallFigures.NONE);
        JsonObjectBuilder view = JSON.createObjectBuilder()
                .add("id", call.id())
                .add("state", call.state().name().toLowerCase(Locale.ROOT));
        if (call.leg().isPresent()) {
            view.add("callConnectionId", call.callConnectionId());
        } else {
            view.addNull("callConnectionId");
        }
        view.add("heard", heard(figures.heard()))
                .add("said", said(figures.said()))
                .add("replyMs", numbers(figures.replyMs()))
                .add("bargeInToStopMs", numbers(figures.bargeInToStopMs()))
                .add("framesIn", figures.framesIn())
                .add("framesOut", figures.framesOut())
                .add("gaps", figures.gaps())
                .add("lateFrames", figures.lateFrames())
                .add("stopMessages", figures.stopMessages());
        call.endedBy()
                .ifPresentOrElse(
                        by -> view.add("endedBy", by.name().toLowerCase(Locale.ROOT)), () -> view.addNull("endedBy"));
        call.transferredTo().ifPresent(to -> view.add("transferredTo", to));
        return view.add("pressed", said(figures.pressed()))
                .add("maxGapMs", figures.maxGapMs())
                .add("framesAfterStop", figures.framesAfterStop())
                .add("playedAfterStopMs", figures.playedAfterStopMs())
                .add("scriptFinished", figures.scriptFinished())
                .add("protocolErrors", JSON.createArrayBuilder(call.problems()))
                .add("direction", call.order().inbound() ? "inbound" : "outbound")
                .add("from", call.order().from())
                .add("to", call.order().to())
                .add("ear", call.order().human() ? "human" : "tone")
                .add(
                        "sampleRate",
                        call.audio()
                                .map(audio -> audio.terms().streamRateHz())
                                .orElse(call.order().callerRateHz()))
                .add("callerSampleRate", call.order().callerRateHz())
                .add("downlinkMs", call.order().downlinkMs())
                .add("jitterMs", call.order().jitterMs())
                .add("placed", call.placed().toString())
                .build();
    }

    private static JsonArrayBuilder heard(List<CallFigures.Line> lines) {
        JsonArrayBuilder all = JSON.createArrayBuilder();
        for (CallFigures.Line line : lines) {
            JsonObjectBuilder entry = times(line);
            line.cutAfterWord()
                    .ifPresentOrElse(word -> entry.add("cutAfterWord", word), () -> entry.addNull("cutAfterWord"));
            all.add(entry);
        }
        return all;
    }

    private static JsonArrayBuilder said(List<CallFigures.Line> lines) {
        JsonArrayBuilder all = JSON.createArrayBuilder();
        lines.forEach(line -> all.add(times(line)));
        return all;
    }

    private static JsonObjectBuilder times(CallFigures.Line line) {
        return JSON.createObjectBuilder()
                .add("text", line.text())
                .add("startMs", line.startMs())
                .add("endMs", line.endMs());
    }

    private static JsonArrayBuilder numbers(List<Long> values) {
        JsonArrayBuilder all = JSON.createArrayBuilder();
        values.forEach(all::add);
        return all;
    }
}

package dev.parley.system;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What the servers exported by OTLP: the emulator is their collector. */
final class Exports {
    private Exports() {}

    /** The bodies of that signal's exports (traces, metrics or logs), oldest first. */
    static List<byte[]> of(String signal) {
        var bodies = new ArrayList<byte[]>();
        LocalMode.get(LocalMode.EMULATOR + "/emulator/telemetry/" + signal)
                .body()
                .forEach(body -> bodies.add(Base64.getDecoder().decode(body.asText())));
        return bodies;
    }

    static List<Span> spans() throws InvalidProtocolBufferException {
        var spans = new ArrayList<Span>();
        for (var body : of("traces")) {
            ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .forEach(spans::add);
        }
        return spans;
    }

    /** All spans of a call's trace; none before its {@code call} is exported, which is the last to end. */
    static List<Span> trace(String callId) throws InvalidProtocolBufferException {
        var spans = spans();
        return spans.stream()
                .filter(span -> span.getName().equals("call"))
                .filter(span -> attribute(span, "rt.session.id").equals(callId))
                .findFirst()
                .map(call -> spans.stream()
                        .filter(span -> span.getTraceId().equals(call.getTraceId()))
                        .toList())
                .orElse(List.of());
    }

    /** Empty where the span has none of that name. */
    static String attribute(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(each -> each.getKey().equals(key))
                .map(each -> each.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }
}

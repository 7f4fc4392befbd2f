package dev.parley.emulator.realtime.doors;

import dev.parley.emulator.openai.Refusal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The answer to a WebRTC offer (RFC 8866, RFC 8829): right in form, media by media, with credentials and a fingerprint of its own,
 * and without a candidate: nobody listens, so a connection never comes about. For machines without a real peer.
 */
final class SdpAnswer {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int FINGERPRINT_BYTES = 32;
    private static final String NOTE = "a=note:emulated answer, no media flows";

    private final List<String> offer;

    private SdpAnswer(List<String> offer) {
        this.offer = offer;
    }

    /** @throws Refusal 400 for what is no WebRTC offer with audio */
    static String to(String text) {
        List<String> lines = Stream.of(text.split("\\r?\\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        var answer = new SdpAnswer(lines);
        answer.check();
        return String.join("\r\n", answer.lines()) + "\r\n";
    }

    private void check() {
        boolean form = !offer.isEmpty()
                && offer.getFirst().equals("v=0")
                && offer.stream().allMatch(line -> line.matches("[a-z]=.*"))
                && Stream.of("o=", "s=", "t=", "m=audio ", "a=ice-ufrag:", "a=ice-pwd:", "a=fingerprint:")
                        .allMatch(start -> offer.stream().anyMatch(line -> line.startsWith(start)));
        if (!form) {
            throw Refusal.of(400, "invalid_offer", "The body is not a WebRTC offer with audio.");
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>(List.of("v=0", "o=- " + number() + " 2 IN IP4 127.0.0.1", "s=-", "t=0 0"));
        List<List<String>> media = media();
        List<String> mids = media.stream()
                .filter(SdpAnswer::isTaken)
                .flatMap(section -> value(section, "a=mid:").stream())
                .toList();
        lines.add("a=group:BUNDLE " + String.join(" ", mids));
        lines.add("a=msid-semantic: WMS *");
        lines.add(NOTE);
        String credentials = "a=ice-ufrag:" + letters(4) + "\na=ice-pwd:" + letters(24)
                + "\na=ice-options:trickle\na=fingerprint:sha-256 " + fingerprint() + "\na=setup:"
                + (value(offer, "a=setup:").filter("active"::equals).isPresent() ? "passive" : "active");
        for (List<String> section : media) {
            lines.addAll(answered(section, List.of(credentials.split("\n"))));
        }
        return lines;
    }

    private List<List<String>> media() {
        List<List<String>> media = new ArrayList<>();
        for (String line : offer) {
            if (line.startsWith("m=")) {
                media.add(new ArrayList<>());
            }
            if (!media.isEmpty()) {
                media.getLast().add(line);
            }
        }
        return media;
    }

    private static boolean isTaken(List<String> section) {
        return section.getFirst().startsWith("m=audio ") || section.getFirst().contains(" webrtc-datachannel");
    }

    private static List<String> answered(List<String> section, List<String> credentials) {
        List<String> lines = new ArrayList<>();
        String[] head = section.getFirst().split(" ");
        Optional<String> mid = value(section, "a=mid:");
        if (!isTaken(section)) {
            lines.add(head[0] + " 0 " + String.join(" ", List.of(head).subList(2, head.length)));
            lines.add("c=IN IP4 0.0.0.0");
            mid.ifPresent(name -> lines.add("a=mid:" + name));
            lines.add("a=inactive");
            return lines;
        }
        boolean audio = head[0].equals("m=audio");
        String payload = audio ? codec(section) : head[head.length - 1];
        lines.add(head[0] + " 9 " + head[2] + " " + payload);
        lines.add("c=IN IP4 0.0.0.0");
        mid.ifPresent(name -> lines.add("a=mid:" + name));
        lines.addAll(credentials);
        if (audio) {
            section.stream()
                    .filter(line ->
                            line.startsWith("a=rtpmap:" + payload + " ") || line.startsWith("a=fmtp:" + payload + " "))
                    .forEach(lines::add);
            lines.add(direction(section));
            lines.add("a=rtcp-mux");
        } else {
            lines.add("a=sctp-port:5000");
            lines.add("a=max-message-size:262144");
        }
        return lines;
    }

    /** Opus where it is offered, else what is offered first. */
    private static String codec(List<String> section) {
        return section.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).matches("a=rtpmap:\\d+ opus/.*"))
                .findFirst()
                .map(line -> line.substring("a=rtpmap:".length(), line.indexOf(' ')))
                .orElseGet(() -> section.getFirst().split(" ")[3]);
    }

    private static String direction(List<String> section) {
        if (section.contains("a=sendonly")) {
            return "a=recvonly";
        }
        if (section.contains("a=recvonly")) {
            return "a=sendonly";
        }
        return section.contains("a=inactive") ? "a=inactive" : "a=sendrecv";
    }

    private static Optional<String> value(List<String> lines, String start) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst();
    }

    private static String number() {
        return Long.toString(RANDOM.nextLong() >>> 2);
    }

    private static String letters(int count) {
        return HexFormat.of().formatHex(random(count)).substring(0, count);
    }

    private static String fingerprint() {
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(random(FINGERPRINT_BYTES));
    }

    private static byte[] random(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}

package dev.parley.speech.azure;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A Speech service that misbehaves on demand, on a socket of its own: what the emulator is too well-behaved or too far away
 * for. Frames as in azure-speech-usp §3 to §6.
 */
final class ScriptedSpeechService implements AutoCloseable {
    private static final Pattern MARKUP = Pattern.compile("<[^>]*>");
    private static final int CHUNK = 3_200;

    /** Status of the upgrade; 101 lets everybody in. */
    volatile int status = 101;
    /** How long the upgrade takes. */
    volatile Duration upgrading = Duration.ZERO;
    /** How many of the next upgrades are never answered. */
    final AtomicInteger stalls = new AtomicInteger();
    /** Whether the end of the audio is answered; without it the SDK's stop takes 10 s. */
    volatile boolean answersTheEnd = true;
    /** Chunks of 100 ms that a synthesis yields before it stalls for good. */
    volatile int chunksBeforeStall = Integer.MAX_VALUE;
    /** Whether it closes the connection there, as for a text that it cannot speak (1007), instead. */
    volatile boolean closesThere;
    /** Bytes of audio that each character becomes. */
    volatile int bytesPerCharacter = 1_600;

    final List<String> upgrades = new CopyOnWriteArrayList<>();
    final List<String> contexts = new CopyOnWriteArrayList<>();
    /** Text that came bit by bit, as it came. */
    final List<String> pieces = new CopyOnWriteArrayList<>();

    final List<String> spoken = new CopyOnWriteArrayList<>();
    final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    private final ServerSocket server;

    private ScriptedSpeechService(ServerSocket server) {
        this.server = server;
    }

    static ScriptedSpeechService started() throws IOException {
        var service = new ScriptedSpeechService(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().name("scripted-speech").start(service::acceptAll);
        return service;
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort());
    }

    /** All audio that recognisers sent, without headers. */
    byte[] heard() {
        synchronized (heard) {
            return heard.toByteArray();
        }
    }

    void dropAll() throws IOException {
        for (var socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        dropAll();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                Thread.ofPlatform().daemon().name("scripted-speech").start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Connection(socket).run();
        } catch (IOException gone) {
            // the client left, which is its right
        } finally {
            open.remove(socket);
        }
    }

    private final class Connection {
        private final DataInputStream in;
        private final OutputStream out;
        private final StringBuilder written = new StringBuilder();
        private String audioRequest = "";

        Connection(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = socket.getOutputStream();
        }

        void run() throws IOException {
            if (!upgraded()) {
                return;
            }
            while (true) {
                int first = in.read();
                int second = in.read();
                if (first < 0 || second < 0 || (first & 0xF) == 8) {
                    return;
                }
                long length = second & 0x7F;
                length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
                var mask = in.readNBytes((second & 0x80) == 0 ? 0 : 4);
                var payload = in.readNBytes(Math.toIntExact(length));
                for (int i = 0; i < payload.length && mask.length == 4; i++) {
                    payload[i] ^= mask[i & 3];
                }
                switch (first & 0xF) {
                    case 1 -> text(new String(payload, StandardCharsets.UTF_8));
                    case 2 -> binary(payload);
                    case 9 -> frame(10, payload);
                    default -> {}
                }
            }
        }

        private boolean upgraded() throws IOException {
            var request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) {
                    return false;
                }
                request.append((char) c);
            }
            upgrades.add(request.substring(0, request.indexOf("\r\n")));
            if (stalls.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                in.skipNBytes(Long.MAX_VALUE);
            }
            LockSupport.parkNanos(upgrading.toNanos());
            if (status != 101) {
                write("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                return false;
            }
            var key = headers(request.toString()).get("sec-websocket-key");
            try {
                var hash = MessageDigest.getInstance("SHA-1")
                        .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
                write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
            return true;
        }

        private void text(String message) throws IOException {
            int blank = message.indexOf("\r\n\r\n");
            var headers = headers(message.substring(0, blank));
            var body = message.substring(blank + 4);
            switch (headers.get("path")) {
                case "speech.context" -> contexts.add(body);
                case "ssml" -> synthesise(headers.get("x-requestid"), plain(body));
                case "text.piece" -> {
                    pieces.add(body);
                    written.append(body);
                }
                case "text.end" -> {
                    var text = written.toString();
                    written.setLength(0);
                    synthesise(headers.get("x-requestid"), text);
                }
                default -> {}
            }
        }

        private void binary(byte[] frame) throws IOException {
            int headerLength = (frame[0] & 0xFF) << 8 | frame[1] & 0xFF;
            var headers = headers(new String(frame, 2, headerLength, StandardCharsets.US_ASCII));
            var request = headers.get("x-requestid");
            int length = frame.length - 2 - headerLength;
            boolean riff = headers.containsKey("content-type");
            if (!request.equals(audioRequest)) {
                audioRequest = request;
                send(request, "turn.start", "{\"context\":{\"serviceTag\":\"1\"}}");
            }
            if (length == 0) {
                if (answersTheEnd) {
                    send(request, "speech.endDetected", "{\"Offset\":0}");
                    send(request, "turn.end", "{}");
                }
            } else if (!riff) {
                boolean first;
                synchronized (heard) {
                    first = heard.size() == 0;
                    heard.write(frame, 2 + headerLength, length);
                }
                if (first) {
                    utterance(request);
                }
            }
        }

        /** What every call's first audio is taken for. */
        private void utterance(String request) throws IOException {
            send(request, "speech.startDetected", "{\"Offset\":500000}");
            send(request, "speech.hypothesis", "{\"Text\":\"good\",\"Offset\":500000,\"Duration\":3000000}");
            send(
                    request,
                    "speech.phrase",
                    "{\"Id\":\"a\",\"RecognitionStatus\":\"Success\",\"DisplayText\":\"Good morning.\","
                            + "\"Offset\":500000,\"Duration\":11000000}");
            send(
                    request,
                    "speech.phrase",
                    "{\"Id\":\"b\",\"RecognitionStatus\":\"Success\",\"DisplayText\":\"\","
                            + "\"Offset\":12500000,\"Duration\":1000000}");
        }

        private static String plain(String ssml) {
            return MARKUP.matcher(ssml)
                    .replaceAll("")
                    .replace("&apos;", "'")
                    .replace("&quot;", "\"")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&");
        }

        private void synthesise(String request, String text) throws IOException {
            spoken.add(text);
            send(request, "turn.start", "{\"context\":{\"serviceTag\":\"1\"}}");
            send(
                    request,
                    "response",
                    "{\"context\":{\"serviceTag\":\"1\"},\"audio\":{\"type\":\"inline\",\"streamId\":\"1\"}}");
            var words = Pattern.compile("[\\p{L}\\p{N}']+").matcher(text);
            while (words.find()) {
                send(
                        request,
                        "audio.metadata",
                        ("{\"Metadata\":[{\"Type\":\"WordBoundary\",\"Data\":{\"Offset\":%d,\"Duration\":500000,"
                                        + "\"text\":{\"Text\":\"%s\",\"Length\":%d,\"BoundaryType\":\"WordBoundary\"}}}]}")
                                .formatted(words.start() * 500_000L, words.group(), words.end() - words.start()));
            }
            int left = text.length() * bytesPerCharacter;
            for (int chunk = 0; left > 0; chunk++) {
                if (chunk == chunksBeforeStall) {
                    if (closesThere) {
                        frame(8, new byte[] {1007 >> 8, (byte) 1007});
                    }
                    return;
                }
                var pcm = new byte[Math.min(CHUNK, left)];
                Arrays.fill(pcm, (byte) chunk);
                audio(request, pcm);
                left -= pcm.length;
            }
            send(request, "turn.end", "{}");
        }

        private void send(String request, String path, String json) throws IOException {
            frame(
                    1,
                    ("X-RequestId:" + request + "\r\nContent-Type:application/json; charset=utf-8\r\nPath:" + path
                                    + "\r\n\r\n" + json)
                            .getBytes(StandardCharsets.UTF_8));
        }

        private void audio(String request, byte[] pcm) throws IOException {
            var headers = ("X-RequestId:" + request + "\r\nContent-Type:audio/x-wav\r\nX-StreamId:1\r\nPath:audio\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            var frame = new ByteArrayOutputStream();
            frame.write(headers.length >> 8);
            frame.write(headers.length);
            frame.writeBytes(headers);
            frame.writeBytes(pcm);
            frame(2, frame.toByteArray());
        }

        private synchronized void frame(int opcode, byte[] payload) throws IOException {
            var frame = new ByteArrayOutputStream();
            frame.write(0x80 | opcode);
            if (payload.length < 126) {
                frame.write(payload.length);
            } else {
                frame.write(126);
                frame.write(payload.length >> 8);
                frame.write(payload.length);
            }
            frame.writeBytes(payload);
            out.write(frame.toByteArray());
            out.flush();
        }

        private void write(String head) throws IOException {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    private static Map<String, String> headers(String head) {
        var headers = new HashMap<String, String>();
        for (var line : new ArrayList<>(List.of(head.split("\r\n")))) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }
}

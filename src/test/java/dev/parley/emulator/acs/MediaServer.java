package dev.parley.emulator.acs;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A WebSocket server of one page (RFC 6455), with no library that could share a mistake with the emulator's client. */
final class MediaServer implements AutoCloseable {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private volatile int refuseWith;

    MediaServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    URI url() {
        return URI.create("ws://localhost:" + server.getLocalPort() + "/media?key=single-call");
    }

    /** Answers upgrades with an HTTP status from now on. */
    void refuseWith(int status) {
        refuseWith = status;
    }

    List<Connection> connections() {
        return connections;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try {
            var in = new DataInputStream(socket.getInputStream());
            String path = line(in);
            var headers = new HashMap<String, String>();
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
            OutputStream out = socket.getOutputStream();
            if (refuseWith != 0) {
                connections.add(new Connection(socket, path, headers));
                out.write(("HTTP/1.1 " + refuseWith + " No\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                socket.close();
                return;
            }
            String accept = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((headers.get("sec-websocket-key") + GUID).getBytes(StandardCharsets.US_ASCII)));
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var connection = new Connection(socket, path, headers);
            connections.add(connection);
            connection.read(in);
        } catch (IOException e) {
            connections.forEach(connection -> connection.brokenIf(socket));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("connection ended in the head of a request");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Connection connection : connections) {
            connection.drop();
        }
    }

    /** One socket as the server sees it. */
    static final class Connection {
        private final Socket socket;
        private final String requestLine;
        private final Map<String, String> headers;
        private final List<String> messages = new CopyOnWriteArrayList<>();
        private volatile int closeCode;
        private volatile boolean broken;

        private Connection(Socket socket, String requestLine, Map<String, String> headers) {
            this.socket = socket;
            this.requestLine = requestLine;
            this.headers = headers;
        }

        String requestLine() {
            return requestLine;
        }

        String header(String name) {
            return headers.get(name);
        }

        List<String> messages() {
            return messages;
        }

        /** Close code of the client, 0 while open. */
        int closeCode() {
            return closeCode;
        }

        /** Whether the client vanished without goodbye. */
        boolean broken() {
            return broken;
        }

        private void brokenIf(Socket which) {
            broken |= socket == which && closeCode == 0;
        }

        private void read(DataInputStream in) throws IOException {
            while (true) {
                int opcode = in.readUnsignedByte() & 15;
                int length = in.readUnsignedByte() & 127;
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = (int) in.readLong();
                }
                byte[] mask = in.readNBytes(4);
                byte[] payload = in.readNBytes(length);
                for (int i = 0; i < payload.length; i++) {
                    payload[i] ^= mask[i % 4];
                }
                if (opcode == 8) {
                    closeCode = (payload[0] & 255) << 8 | payload[1] & 255;
                    frame(8, payload);
                    socket.close();
                    return;
                }
                messages.add(new String(payload, StandardCharsets.UTF_8));
            }
        }

        void send(String text) {
            try {
                frame(1, text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private synchronized void frame(int opcode, byte[] payload) throws IOException {
            OutputStream out = socket.getOutputStream();
            byte[] head = payload.length < 126
                    ? new byte[] {(byte) (128 | opcode), (byte) payload.length}
                    : new byte[] {(byte) (128 | opcode), 126, (byte) (payload.length >> 8), (byte) payload.length};
            out.write(head);
            out.write(payload);
            out.flush();
        }

        /** Ends the connection without goodbye. */
        void drop() throws IOException {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        }
    }
}

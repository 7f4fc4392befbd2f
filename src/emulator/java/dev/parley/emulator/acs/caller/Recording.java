package dev.parley.emulator.acs.caller;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Both sides of a call: the caller as sent in the left channel, the agent as heard in the right. Silent frames cost nothing.
 * Bounded to half an hour; the rest is not kept. Thread-safe.
 */
public final class Recording {
    private static final int LONGEST_FRAMES = 30 * 60 * 50;

    private final int sampleRateHz;
    private final List<short[]> left = new ArrayList<>();
    private final List<short[]> right = new ArrayList<>();
    private long bytes;

    public Recording(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
    }

    /** 20 ms; null is silence. The arrays are kept and must not change any more. */
    synchronized void add(short[] caller, short[] agent) {
        if (left.size() < LONGEST_FRAMES) {
            left.add(caller);
            right.add(agent);
            bytes += 8 + (caller == null ? 0 : 2L * caller.length) + (agent == null ? 0 : 2L * agent.length);
        }
    }

    /** Gives the memory back; what was recorded is gone. */
    public synchronized void drop() {
        left.clear();
        right.clear();
        bytes = 0;
    }

    /** About how much memory it takes. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Writes a WAV file, PCM16 stereo. */
    public void writeWav(OutputStream out) throws IOException {
        List<short[]> caller;
        List<short[]> agent;
        synchronized (this) {
            caller = left.stream().map(Recording::orSilence).toList();
            agent = right.stream().map(Recording::orSilence).toList();
        }
        int frameSamples = sampleRateHz / 50;
        int dataBytes = caller.size() * frameSamples * 4;
        ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt(36 + dataBytes).put(ascii("WAVEfmt ")).putInt(16);
        header.putShort((short) 1).putShort((short) 2).putInt(sampleRateHz).putInt(sampleRateHz * 4);
        header.putShort((short) 4).putShort((short) 16).put(ascii("data")).putInt(dataBytes);
        var data = new DataOutputStream(out);
        data.write(header.array());
        ByteBuffer frame = ByteBuffer.allocate(frameSamples * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < caller.size(); i++) {
            frame.clear();
            for (int sample = 0; sample < frameSamples; sample++) {
                frame.putShort(at(caller.get(i), sample)).putShort(at(agent.get(i), sample));
            }
            data.write(frame.array());
        }
        data.flush();
    }

    private static final short[] NOTHING = new short[0];

    private static short[] orSilence(short[] frame) {
        return frame == null ? NOTHING : frame;
    }

    private static short at(short[] frame, int sample) {
        return sample < frame.length ? frame[sample] : 0;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.parley.emulator.realtime;

import dev.parley.emulator.realtime.settings.AudioCodec;
import dev.parley.emulator.tone.ToneEncoder;

/** A client whose audio is that of a telephone: says one sentence. */
final class G711Caller {
    private static final int RATE_HZ = 8_000;

    private final Client client = new Client();

    G711Caller(String format) {
        AudioCodec codec = format.endsWith("u") ? AudioCodec.PCMU : AudioCodec.PCMA;
        client.send("{'type':'session.update','session':{'type':'realtime','audio':{'input':{'format':{'type':'"
                + format + "'}},'output':{'format':{'type':'" + format + "'}}}}}");
        short[] pcm = ToneEncoder.encode("When are you open?", RATE_HZ).pcm();
        send(codec.base64(pcm, 0, pcm.length));
        send(codec.base64(new short[RATE_HZ], 0, RATE_HZ));
    }

    private void send(String base64) {
        client.send("{'type':'input_audio_buffer.append','audio':'" + base64 + "'}");
    }

    String understood() {
        return client.log.entries().getLast().notes().get("heard").toString();
    }
}

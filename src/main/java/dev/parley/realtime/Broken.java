package dev.parley.realtime;

import dev.parley.realtime.RealtimeModel.Response;
import java.util.Arrays;

/**
 * Where a reply broke off, and how its rest is joined to it. No model tells where words lie in its audio, so a word that may
 * have been cut in two is said once more, and told once. Guarded by its session's lock.
 */
final class Broken {
    /** Nobody says more than 25 characters a second; a transcript may be further than its audio. */
    private static final int SHORTEST_CHARACTER_MS = 40;

    /** Loudest sample of the pause behind a word, about -36 dBFS. */
    private static final int FAINT = 500;

    private static final int PAUSE_BYTES = RealtimeModel.FORMAT.bytesIn(20);

    private boolean endsInPause = true;
    private boolean joins;
    /** Words that were told before they were surely said. */
    private String again = "";

    /** More audio of the model's. */
    void heard(byte[] pcm) {
        if (pcm.length > 0) {
            endsInPause = isFaint(pcm, Math.max(0, pcm.length - PAUSE_BYTES));
        }
    }

    private static boolean isFaint(byte[] pcm, int from) {
        for (int i = from; i + 1 < pcm.length; i += 2) {
            if (Math.abs((short) (pcm[i] & 0xff | pcm[i + 1] << 8)) > FAINT) {
                return false;
            }
        }
        return true;
    }

    /** It broke off when this was told of it and there was so much audio: what is left to be said. */
    Response rest(Response wanted, String told, long ms) {
        var said = said(told, ms);
        joins = !told.isBlank();
        again = told.substring(said.length()).strip();
        return switch (wanted) {
            case Response.Words words -> new Response.Words(behind(words.text(), said));
            case Response.Answer answer -> said.isBlank() ? answer : new Response.GoOn(said.strip(), answer.mayAct());
            case Response.GoOn rest -> rest;
        };
    }

    /** The words that are surely whole in the audio. */
    private String said(String told, long ms) {
        boolean fits = told.length() <= ms / SHORTEST_CHARACTER_MS;
        var said = fits ? told : wholeWords(told.substring(0, (int) (ms / SHORTEST_CHARACTER_MS)));
        return endsInPause ? said : wholeWords(said.stripTrailing());
    }

    private static String wholeWords(String words) {
        return words.substring(0, words.lastIndexOf(' ') + 1);
    }

    /** By the count of words: a model may spell them otherwise. */
    private static String behind(String text, String said) {
        var words = Arrays.asList(text.strip().split("\\s+"));
        int done = said.isBlank() ? 0 : said.strip().split("\\s+").length;
        return String.join(" ", words.subList(Math.min(done, words.size()), words.size()));
    }

    /** What of more words was not told before, apart from those that were. */
    String news(CharSequence before, String more) {
        if (!joins) {
            return more;
        }
        var words = more.strip();
        if (!words.isEmpty() && (again + " ").startsWith(words + " ")) {
            again = again.substring(words.length()).strip();
            return "";
        }
        joins = words.isEmpty();
        if (!again.isEmpty() && words.startsWith(again + " ")) {
            return words.substring(again.length()); // all of them, and more
        }
        boolean apart = Character.isWhitespace(before.charAt(before.length() - 1));
        return apart || joins ? more.stripLeading() : " " + more.stripLeading();
    }
}

package dev.parley.conversation.turns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Words by which people show that they listen, and which ask for no answer while the other goes on. Immutable. */
public final class Backchannels {
    private static final Map<String, List<String>> OF_LANGUAGE = Map.of(
            "en",
                    List.of(
                            "mhm",
                            "mm",
                            "mmm",
                            "mm hmm",
                            "mm-hm",
                            "uh-huh",
                            "uhuh",
                            "hm",
                            "hmm",
                            "ah",
                            "aha",
                            "oh",
                            "uh",
                            "um",
                            "er",
                            "okay",
                            "ok",
                            "okey",
                            "yes",
                            "yeah",
                            "yep",
                            "yup",
                            "right",
                            "alright",
                            "all right",
                            "sure",
                            "i see",
                            "got it",
                            "good",
                            "great",
                            "fine"),
            "de",
                    List.of(
                            "mhm",
                            "hm",
                            "hmm",
                            "mm",
                            "aha",
                            "ah",
                            "ach so",
                            "äh",
                            "ähm",
                            "ja",
                            "jaja",
                            "jawohl",
                            "genau",
                            "okay",
                            "ok",
                            "gut",
                            "klar",
                            "verstehe",
                            "alles klar"),
            "fr",
                    List.of(
                            "mhm", "hm", "hmm", "mm", "ah", "euh", "oui", "ouais", "daccord", "okay", "ok", "bien",
                            "je vois"),
            "es",
                    List.of(
                            "mhm", "hm", "hmm", "mm", "ajá", "ah", "eh", "sí", "vale", "okay", "ok", "bien", "claro",
                            "ya"),
            "it", List.of("mhm", "hm", "hmm", "mm", "ah", "eh", "sì", "okay", "ok", "bene", "certo", "capisco"),
            "pt", List.of("mhm", "hm", "hmm", "mm", "ah", "sim", "tá", "okay", "ok", "bom", "certo", "claro"),
            "nl", List.of("mhm", "hm", "hmm", "mm", "ah", "ja", "jaja", "okay", "ok", "goed", "precies", "oké"));

    private static final Map<String, List<String>> CLOSING_OF_LANGUAGE = Map.of(
            "en",
                    List.of(
                            "bye",
                            "bye-bye",
                            "goodbye",
                            "good bye",
                            "thanks",
                            "thank you",
                            "very much",
                            "so much",
                            "you too",
                            "have a nice day",
                            "have a good day",
                            "good night",
                            "cheers",
                            "see you",
                            "take care",
                            "and",
                            "then",
                            "now",
                            "well",
                            "you"),
            "de",
                    List.of(
                            "tschüss",
                            "tschüs",
                            "auf wiederhören",
                            "auf wiedersehen",
                            "danke",
                            "vielen dank",
                            "schön",
                            "ciao"),
            "fr", List.of("au revoir", "merci", "beaucoup", "bonne journée", "salut"),
            "es", List.of("adiós", "gracias", "muchas", "hasta luego", "chao"),
            "it", List.of("arrivederci", "grazie", "mille", "ciao", "buona giornata"),
            "pt", List.of("tchau", "adeus", "obrigado", "obrigada", "muito", "até logo"),
            "nl", List.of("dag", "doei", "dank je", "dank u", "bedankt", "wel", "tot ziens"));

    private final List<String> phrases;
    private final List<String> closings;

    private Backchannels(List<String> phrases, List<String> closings) {
        this.phrases = longestFirst(phrases);
        this.closings =
                longestFirst(Stream.concat(phrases.stream(), closings.stream()).toList());
    }

    /** @param own in place of the language's; a language of which we know none has the sounds of English */
    public static Backchannels of(Locale language, Optional<List<String>> own) {
        var code = language.getLanguage();
        var usual = OF_LANGUAGE.getOrDefault(code, List.of("mhm", "mm", "mmm", "hm", "hmm", "ah", "aha", "okay", "ok"));
        return new Backchannels(own.orElse(usual), CLOSING_OF_LANGUAGE.getOrDefault(code, List.of()));
    }

    /** Whether this is nothing but such words. */
    public boolean isOnly(String text) {
        return nothingBut(phrases, text);
    }

    /** Whether this is nothing but such words, or words that return a farewell. */
    public boolean isOnlyFarewell(String text) {
        return nothingBut(closings, text);
    }

    private static boolean nothingBut(List<String> phrases, String text) {
        var left = " " + Words.of(text).replace(" ", "  ") + " ";
        for (var phrase : phrases) {
            left = left.replace(phrase, " ");
        }
        return left.isBlank();
    }

    private static List<String> longestFirst(List<String> phrases) {
        var known = new ArrayList<String>();
        phrases.forEach(phrase -> known.add(" " + Words.of(phrase).replace(" ", "  ") + " "));
        known.sort(Comparator.comparingInt(String::length).reversed());
        return List.copyOf(known);
    }
}

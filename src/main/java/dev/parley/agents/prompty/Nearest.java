package dev.parley.agents.prompty;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody probably meant to write. */
final class Nearest {
    private Nearest() {}

    /** {@code ", did you mean greeting?"}; without a likely name it lists what is known. */
    static String hint(String written, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(name -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(written, name) <= Math.max(2, name.length() / 2))
                .map(name -> "; did you mean " + name + "?")
                .orElseGet(() ->
                        "; known: " + String.join(", ", known.stream().sorted().toList()));
    }

    /** Letters to insert, delete or replace (Levenshtein), case ignored. */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

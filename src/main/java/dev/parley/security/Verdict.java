package dev.parley.security;

import java.util.Set;

/** What was decided about a request before anything of it is carried out. */
public sealed interface Verdict {
    /** Somebody vouched for is there, with these groups. */
    record Admitted(String name, Set<String> groups) implements Verdict {
        public Admitted {
            groups = Set.copyOf(groups);
        }
    }

    /** 400 (no path of ours), 401 (nobody vouched), 403 (vouched, but not for this) or 429 (guessed too often). */
    record Refused(int status, String reason) implements Verdict {}

    /** A page for people who have signed in. */
    record SignInFirst() implements Verdict {}

    /** The path asks for nobody. */
    record Open() implements Verdict {}
}

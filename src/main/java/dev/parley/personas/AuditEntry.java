package dev.parley.personas;

import java.time.Instant;
import java.util.Locale;

/**
 * Who did what. Append-only, chained per subject. Holds neither secrets nor anything of callers.
 *
 * @param subject id of the persona; {@link #CATALOG} for what spans personas
 * @param number from 1
 * @param at when
 * @param who name of the user
 * @param action what was done
 * @param before hash or id that stood before; empty: nothing
 * @param after hash or id that stands since; empty: nothing
 * @param comment reason that the user gave
 * @param previous link of the entry before; empty: the first
 * @param link hash over everything above
 */
public record AuditEntry(
        String subject,
        long number,
        Instant at,
        String who,
        Action action,
        String before,
        String after,
        String comment,
        String previous,
        String link) {
    /** What spans personas; no persona can have this id. */
    public static final String CATALOG = "$catalog";

    /** What can be done. */
    public enum Action {
        SEEDED,
        CREATED,
        DRAFT_SAVED,
        DRAFT_DISCARDED,
        TESTS_PASSED,
        TESTS_FAILED,
        PUBLISHED,
        PUBLISHED_UNTESTED,
        ROLLED_BACK,
        CANARY_STARTED,
        CANARY_CHANGED,
        CANARY_PROMOTED,
        CANARY_ABORTED,
        TOOLS_CHANGED,
        RENAMED,
        DELETED,
        DEFAULT_CHANGED,
        NUMBERS_CHANGED;

        /** As in a sentence: {@code draft saved}. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * What is to be told, before it has its place in the chain.
     *
     * @param who name of the user
     */
    record Deed(String who, Action action, String before, String after, String comment) {
        Deed(String who, Action action) {
            this(who, action, "", "", "");
        }
    }

    /** The next entry behind {@code end}. */
    static AuditEntry after(ChainEnd end, String subject, Instant at, Deed deed) {
        long number = end.number() + 1;
        return new AuditEntry(
                subject,
                number,
                at,
                deed.who(),
                deed.action(),
                deed.before(),
                deed.after(),
                deed.comment(),
                end.link(),
                link(end.link(), subject, number, at, deed));
    }

    ChainEnd end() {
        return new ChainEnd(number, link);
    }

    boolean intact() {
        return link.equals(link(previous, subject, number, at, new Deed(who, action, before, after, comment)));
    }

    private static String link(String previous, String subject, long number, Instant at, Deed deed) {
        return Chain.link(
                previous,
                subject,
                "" + number,
                at.toString(),
                deed.who(),
                deed.action().name(),
                deed.before(),
                deed.after(),
                deed.comment());
    }
}

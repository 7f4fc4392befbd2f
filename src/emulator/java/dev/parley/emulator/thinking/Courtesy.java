package dev.parley.emulator.thinking;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What is said around the matter: hello, thanks, yes, no, goodbye. */
final class Courtesy {
    private static final Pattern GOODBYE = Pattern.compile(
            "(?i)\\b(good ?bye|bye|bye-bye|see you|have a (nice|good|great) (day|evening|weekend)|that(?:'s| is| was| will be)? all|"
                    + "that's it|hang up|nothing else|end the call)\\b");
    private static final Pattern THANKS = Pattern.compile("(?i)\\b(thank you|thanks|cheers)\\b");
    private static final Pattern HELLO =
            Pattern.compile("(?i)^\\W*(hello|hi|hey|good (morning|afternoon|evening)|how are you)\\b");
    private static final Pattern AGREES = Pattern.compile(
            "(?i)^\\W*(yes|yeah|yep|sure|of course|certainly|please do|go ahead|right|correct|okay|ok|that would be)\\b");
    private static final Pattern DECLINES = Pattern.compile("(?i)^\\W*(no|nope|not? really|no,? thanks?)\\b");
    private static final Pattern GIVES_UP = Pattern.compile(
            "(?i)\\b(never ?mind|forget (it|that|about it)|cancel that|stop that|leave it|i changed my mind)\\b");
    private static final Pattern WHO_ARE_YOU = Pattern.compile(
            "(?i)\\b(who are you|who is this|your name|who am i (talking|speaking) (to|with)|are you (a )?(robot|human|real))\\b");
    private static final Pattern EVERYTHING = Pattern.compile(
            "(?i)\\b(everything|tell me (all|more)|tell me (something )?about (you|your|the) ?(company|firm|shop|business|clinic|place|yourself)?|introduce)\\b");
    private static final Pattern ABILITIES =
            Pattern.compile("(?i)\\b(what can you do|how can you help|what (else )?do you (do|offer)|help me with)\\b");
    private static final Pattern GREET_REQUEST = Pattern.compile(
            "(?i)\\b(greet|welcome) (the |this )?(caller|customer|user|person)\\b|^\\W*(greet|say hello)\\b|\\bcall (just )?(began|started|connected)\\b");
    private static final Set<String> SOUNDS =
            Set.of("hm", "hmm", "mhm", "uh", "um", "ah", "oh", "ok", "okay", "right", "so");

    private Courtesy() {}

    static boolean isGoodbye(String text) {
        return GOODBYE.matcher(text).find();
    }

    static boolean thanks(String text) {
        return THANKS.matcher(text).find();
    }

    static boolean greets(String text) {
        return HELLO.matcher(text).find();
    }

    static boolean agrees(String text) {
        return AGREES.matcher(text).find();
    }

    static boolean declines(String text) {
        return DECLINES.matcher(text).find();
    }

    static boolean givesUp(String text) {
        return GIVES_UP.matcher(text).find();
    }

    static boolean asksWho(String text) {
        return WHO_ARE_YOU.matcher(text).find();
    }

    static boolean asksEverything(String text) {
        return EVERYTHING.matcher(text).find();
    }

    static boolean asksAbilities(String text) {
        return ABILITIES.matcher(text).find();
    }

    /** An instruction to the model to open the conversation, rather than a caller's words. */
    static boolean asksToGreet(String text) {
        return GREET_REQUEST.matcher(text).find();
    }

    static boolean isMereSound(String text) {
        return Words.all(text.toLowerCase(Locale.ROOT)).stream().allMatch(SOUNDS::contains);
    }
}

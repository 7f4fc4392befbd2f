package dev.parley.agents.prompty;

import dev.parley.agents.CanaryPolicy;
import dev.parley.agents.HandOff;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Privacy;
import dev.parley.agents.Privacy.Redaction;
import dev.parley.agents.TransferTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who else may take a call, what is kept of it, how a change is tried: as read from the section {@code parley}. Keys without
 * an effect in calls yet give a warning.
 */
record Others(Section ours) {
    private static final Map<String, Redaction> REDACTIONS = Map.of(
            "addresses", Redaction.ADDRESSES,
            "names", Redaction.NAMES,
            "numbers", Redaction.NUMBERS,
            "payment", Redaction.PAYMENT);

    void warnOfWhatHasNoEffect() {
        var without = new LinkedHashMap<String, String>();
        without.put("languages", "calls are heard in parley.language alone");
        without.put("transferTargets", "callers are not transferred on their wish");
        without.put("recording", "calls are not recorded");
        without.put("redaction", "nothing is left out of records");
        without.forEach((key, what) -> warn(ours, key, what));
        warn(ours.section("limits"), "answerSeconds", "answers are as long as the model makes them");
        warn(ours.section("limits"), "costCents", "costs are not counted");
    }

    private static void warn(Section section, String key, String what) {
        if (section.has(key)) {
            section.warning(key, section.at(key) + " has no effect yet: " + what);
        }
    }

    List<Locale> languages(Locale usual) {
        return Stream.concat(Stream.of(usual), ours.texts("languages").stream().map(Locale::forLanguageTag))
                .distinct()
                .toList();
    }

    List<HandOff> handOffs() {
        return ours.sections("handOffs").stream()
                .filter(one -> one.has("to") && one.has("when"))
                .map(one -> new HandOff(
                        new PersonaId(one.text("to").orElseThrow()),
                        one.text("when").orElseThrow()))
                .toList();
    }

    List<TransferTarget> transferTargets() {
        return ours.sections("transferTargets").stream()
                .filter(one -> one.has("name") && one.has("to") && one.has("when"))
                .map(one -> new TransferTarget(
                        one.text("name").orElseThrow(),
                        one.text("to").orElseThrow(),
                        one.text("when").orElseThrow()))
                .toList();
    }

    Privacy privacy() {
        var recording = ours.section("recording");
        return new Privacy(
                recording.flag("on"),
                recording.text("consent"),
                ours.texts("redaction").stream().map(REDACTIONS::get).toList());
    }

    CanaryPolicy canary() {
        var canary = ours.section("canary");
        return new CanaryPolicy(
                canary.integer("percent").orElseThrow(),
                canary.texts("numbers"),
                canary.decimal("abortMargin").orElseThrow(),
                canary.integer("minCalls").orElseThrow());
    }
}

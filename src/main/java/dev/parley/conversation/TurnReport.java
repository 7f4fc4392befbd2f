package dev.parley.conversation;

import java.util.OptionalLong;

/**
 * What a turn of the agent took, told when it is over. All times in milliseconds, measured where they happen; empty where
 * it did not happen, or where nothing told when the caller's voice ended. "End of speech" is by our own voice detector.
 *
 * @param turn its number
 * @param cause why the agent spoke
 * @param how it ended
 * @param guessed whether it was begun before the final transcript was there
 * @param endpointing end of speech to the decision to answer
 * @param hear end of speech to the final transcript
 * @param firstToken question to the model's first token
 * @param firstPiece question to the first piece that can be spoken, tools included
 * @param act time in tools
 * @param speak first piece handed to synthesis to its first audio on the line; empty where it was held for a guess, or
 *     followed an opener or filler
 * @param firstAudio decision to answer to the first audio on the line, of whatever kind
 * @param firstSound end of speech to the same
 * @param reply end of speech to the first audio of the answer: openers and fillers do not count
 */
public record TurnReport(
        TurnId turn,
        String cause,
        String how,
        boolean guessed,
        OptionalLong endpointing,
        OptionalLong hear,
        OptionalLong firstToken,
        OptionalLong firstPiece,
        OptionalLong act,
        OptionalLong speak,
        OptionalLong firstAudio,
        OptionalLong firstSound,
        OptionalLong reply) {}

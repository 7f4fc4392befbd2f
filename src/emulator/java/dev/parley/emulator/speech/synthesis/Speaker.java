package dev.parley.emulator.speech.synthesis;

/** A voice at work on one request: text in pieces of any size, audio as soon as there is some. One thread at a time. */
public interface Speaker {
    /** Takes the next piece of text, which may end inside a word; what can be spoken of all that came. */
    Spoken text(String piece);

    /** There is no more text: the rest. */
    Spoken end();
}

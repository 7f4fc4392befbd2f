package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.ToolSchema;
import dev.parley.conversation.turns.Backchannels;
import dev.parley.conversation.turns.BargeIn;
import dev.parley.conversation.turns.EndOfTurn;
import java.util.List;
import java.util.Optional;

/**
 * All that a persona brings into one call. Belongs to the conversation's thread: some of it learns.
 *
 * @param instead who goes on where its engine cannot be had
 * @param instructions its prompt, rendered for this call
 * @param greeting its first words; empty: the model greets
 * @param bargeIn what interrupts it
 * @param backchannels what does not
 * @param endOfTurn when it takes the caller's turn to be over
 * @param clientTools of it, which whoever is at the line runs
 */
record Role(
        Persona persona,
        Optional<Persona> instead,
        List<ChatMessage> instructions,
        Optional<String> greeting,
        BargeIn bargeIn,
        Backchannels backchannels,
        EndOfTurn endOfTurn,
        List<ToolSchema> clientTools) {
    Role {
        instructions = List.copyOf(instructions);
        clientTools = List.copyOf(clientTools);
    }

    @Override
    public String toString() {
        return "Role[" + persona.id() + "]";
    }
}

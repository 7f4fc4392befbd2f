package dev.parley.emulator.realtime.speaking;

import dev.parley.emulator.openai.Tokens;
import dev.parley.emulator.realtime.conversation.Item;
import dev.parley.emulator.realtime.wire.Ids;

/** A function that the model calls. */
final class CallOutput extends OutputItem {
    private final String id = Ids.fresh("item");
    private final String callId = Ids.fresh("call");
    private final String name;
    private final StringBuilder arguments = new StringBuilder();

    CallOutput(Place place, String name) {
        super(place);
        this.name = name;
    }

    @Override
    String id() {
        return id;
    }

    void argue(String piece) {
        arguments.append(piece);
        emit(event("response.function_call_arguments.delta")
                .add("call_id", callId)
                .add("delta", piece));
    }

    @Override
    void endContent() {
        emit(event("response.function_call_arguments.done")
                .add("call_id", callId)
                .add("name", name)
                .add("arguments", arguments.toString()));
    }

    @Override
    Item item(Item.Status status) {
        return new Item.FunctionCall(id, status, callId, name, arguments.toString());
    }

    @Override
    long textTokens() {
        return Tokens.count(name + arguments);
    }

    @Override
    long audioTokens() {
        return 0;
    }
}

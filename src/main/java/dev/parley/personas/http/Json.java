package dev.parley.personas.http;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;

/** JSON where a resource writes it itself. */
final class Json {
    private static final Jsonb JSONB = JsonbBuilder.create();

    private Json() {}

    static String line(Object value) {
        return JSONB.toJson(value);
    }
}

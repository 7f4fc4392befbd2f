package dev.parley.agents.tools;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Set;

/** Text, numbers, yes or no. */
enum ScalarType implements ArgumentType {
    TEXT("string", "a text", null, String.class) {
        @Override
        Object parse(String text) {
            return text;
        }
    },
    INT("integer", "a whole number", 0, int.class, Integer.class) {
        @Override
        Object parse(String text) {
            return new BigDecimal(text).intValueExact();
        }
    },
    LONG("integer", "a whole number", 0L, long.class, Long.class) {
        @Override
        Object parse(String text) {
            return new BigDecimal(text).longValueExact();
        }
    },
    DOUBLE("number", "a number", 0.0, double.class, Double.class) {
        @Override
        Object parse(String text) {
            return new BigDecimal(text).doubleValue();
        }
    },
    BOOLEAN("boolean", "true or false", false, boolean.class, Boolean.class) {
        @Override
        Object parse(String text) {
            if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                throw new NumberFormatException();
            }
            return Boolean.valueOf(text);
        }
    };

    private static final int LONGEST = 4_000;

    private final String schemaType;
    private final String inWords;
    private final Object missing;
    private final Set<Class<?>> types;

    ScalarType(String schemaType, String inWords, Object missing, Class<?>... types) {
        this.schemaType = schemaType;
        this.inWords = inWords;
        this.missing = missing;
        this.types = Set.of(types);
    }

    /** @throws ArithmeticException or NumberFormatException when the text is no such thing */
    abstract Object parse(String text);

    boolean is(Type type) {
        return type instanceof Class<?> plain && types.contains(plain);
    }

    @Override
    public JsonObjectBuilder schema() {
        return ArgumentType.typed(schemaType);
    }

    @Override
    public Object missing() {
        return missing;
    }

    @Override
    public Object read(JsonValue value, String name) {
        var text =
                switch (value) {
                    case JsonString string -> string.getString().strip();
                    case JsonNumber number -> number.toString();
                    default ->
                        switch (value.getValueType()) {
                            case TRUE, FALSE -> value.toString();
                            default -> throw new BadArgument(name + " must be " + inWords);
                        };
                };
        if (text.length() > LONGEST) {
            throw new BadArgument(name + " is too long");
        }
        try {
            return parse(text);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new BadArgument(name + " must be " + inWords);
        }
    }
}

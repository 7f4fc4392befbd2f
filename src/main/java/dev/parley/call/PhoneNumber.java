package dev.parley.call;

import java.util.regex.Pattern;

/** A number in E.164: plus sign, country code, 2 to 15 digits in all (ITU-T E.164, §6). */
public record PhoneNumber(String value) {
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{1,14}");

    public PhoneNumber {
        if (!wellFormed(value)) {
            throw new IllegalArgumentException("a phone number is + and 2 to 15 digits");
        }
    }

    public static boolean wellFormed(String text) {
        return E164.matcher(text).matches();
    }

    @Override
    public String toString() {
        return "PhoneNumber[...]";
    }
}

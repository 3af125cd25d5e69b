package org.callroster.values;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;

/** Accepts values that known clients write in another JSON type than the contract's table says (contract section 1). */
public final class LenientDeserializers {

    /** Limits for a number written with a point or an exponent: its characters, and the digits of its value. */
    private static final int MAX_LENGTH = 100;
    private static final int MAX_DIGITS = 32;

    private LenientDeserializers() {
    }

    /** The digits of a whole JSON number, however it is written: {@code 80}, {@code 80.0}, {@code 8e1}. */
    private static Optional<String> whole(JsonParser json) throws IOException {
        if (json.hasToken(JsonToken.VALUE_NUMBER_FLOAT) && json.getTextLength() <= MAX_LENGTH) {
            return plain(json.getText());
        }
        return json.hasToken(JsonToken.VALUE_NUMBER_INT) ? Optional.of(json.getText()) : Optional.empty();
    }

    private static Optional<String> plain(String number) {
        try {
            BigDecimal value = new BigDecimal(number).stripTrailingZeros();
            boolean isWhole = value.scale() <= 0 && (long) value.precision() - value.scale() <= MAX_DIGITS;
            return isWhole ? Optional.of(value.toPlainString()) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@code true} or {@code "true"}. */
    public static class Flag extends StdDeserializer<Boolean> {

        private static final long serialVersionUID = 1;

        public Flag() {
            super(Boolean.class);
        }

        @Override
        public Boolean deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return switch (json.currentToken() == JsonToken.START_OBJECT ? "" : json.getText()) {
                case "true" -> true;
                case "false" -> false;
                default -> (Boolean) context.handleUnexpectedToken(Boolean.class, json);
            };
        }
    }

    /** {@code 80}, {@code 80.0} or {@code "80"}: a whole number of at most nine digits. */
    public static class WholeNumber extends StdDeserializer<Integer> {

        private static final long serialVersionUID = 1;
        private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,9}");

        public WholeNumber() {
            super(Integer.class);
        }

        @Override
        public Integer deserialize(JsonParser json, DeserializationContext context) throws IOException {
            Optional<String> number = json.hasToken(JsonToken.VALUE_STRING) ? Optional.of(json.getText()) : whole(json);
            if (number.isPresent() && DIGITS.matcher(number.get()).matches()) {
                return Integer.valueOf(number.get());
            }
            return (Integer) context.handleUnexpectedToken(Integer.class, json);
        }
    }

    /** {@code "1048"} or {@code 1048}, for extensions and phone numbers. */
    public static class Digits extends StdDeserializer<String> {

        private static final long serialVersionUID = 1;

        public Digits() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            Optional<String> digits = json.hasToken(JsonToken.VALUE_STRING) ? Optional.of(json.getText()) : whole(json);
            return digits.isPresent() ? digits.get() : (String) context.handleUnexpectedToken(String.class, json);
        }
    }
}

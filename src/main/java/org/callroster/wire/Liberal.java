package org.callroster.wire;

import java.io.IOException;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;

/** Values that known clients write in another JSON type than the contract's table says (contract section 1). */
public final class Liberal {

    private Liberal() {
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

    /** {@code 80} or {@code "80"}: a whole number of at most nine digits. */
    public static class WholeNumber extends StdDeserializer<Integer> {

        private static final long serialVersionUID = 1;
        private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,9}");

        public WholeNumber() {
            super(Integer.class);
        }

        @Override
        public Integer deserialize(JsonParser json, DeserializationContext context) throws IOException {
            boolean scalar = json.hasToken(JsonToken.VALUE_NUMBER_INT) || json.hasToken(JsonToken.VALUE_STRING);
            if (scalar && DIGITS.matcher(json.getText()).matches()) {
                return Integer.valueOf(json.getText());
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
            if (json.hasToken(JsonToken.VALUE_NUMBER_INT) || json.hasToken(JsonToken.VALUE_STRING)) {
                return json.getText();
            }
            return (String) context.handleUnexpectedToken(String.class, json);
        }
    }
}

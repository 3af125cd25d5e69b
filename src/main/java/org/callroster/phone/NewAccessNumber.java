package org.callroster.phone;

import java.util.List;
import java.util.regex.Pattern;

import org.callroster.values.Checks;
import org.callroster.values.LenientDeserializers;
import org.callroster.values.Texts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/**
 * The wanted state of an access number: a row of the export (contract section 4). It replaces the whole number, so an empty
 * attribute counts as absent. The login id and names of a softphone's user follow from its extension and are ignored.
 */
@JsonIgnoreProperties({ "loginId", "firstName", "lastName" })
public record NewAccessNumber(
        @JsonDeserialize(using = LenientDeserializers.Digits.class) String number,
        String media,
        String type,
        @JsonDeserialize(using = LenientDeserializers.Digits.class) String extension,
        String scenario,
        String textOutService,
        String displayName) {

    private static final List<String> MEDIA = List.of("voice", "text", "voice_text");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,32}");
    private static final Pattern EXTENSIONS = Pattern.compile("[0-9]{1,16}(,[0-9]{1,16})*");

    public NewAccessNumber {
        number = Texts.nullIfEmpty(number);
        media = Texts.nullIfEmpty(media);
        type = Texts.nullIfEmpty(type);
        extension = Texts.nullIfEmpty(extension);
        scenario = Texts.nullIfEmpty(scenario);
        textOutService = Texts.nullIfEmpty(textOutService);
        displayName = Texts.nullIfEmpty(displayName);
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    public Checks check(Checks checks, String prefix, String pathNumber) {
        checks.that(pathNumber == null || isNumber(pathNumber), prefix + "number", "must be 1 to 32 digits")
                .that(number == null || number.equals(pathNumber), prefix + "number", "differs from the path")
                .required(prefix + "media", media)
                .that(media == null || MEDIA.contains(media), prefix + "media", "must be one of " + String.join(", ", MEDIA))
                .required(prefix + "type", type)
                .that(type == null || wantedType() != null, prefix + "type", "must be one of " + NumberType.labels());
        return type == null || wantedType() == null ? checks : checkAttributes(checks, prefix);
    }

    private Checks checkAttributes(Checks checks, String prefix) {
        checkPresence(checks, prefix, "extension", extension);
        checkPresence(checks, prefix, "scenario", scenario).text(prefix + "scenario", scenario);
        checkPresence(checks, prefix, "textOutService", textOutService).text(prefix + "textOutService", textOutService);
        checkPresence(checks, prefix, "displayName", displayName).text(prefix + "displayName", displayName);
        return checkExtension(checks, prefix + "extension");
    }

    private Checks checkPresence(Checks checks, String prefix, String attribute, String value) {
        return checks.that(value != null || !wantedType().needs(attribute), prefix + attribute, "is missing")
                .that(value == null || wantedType().has(attribute), prefix + attribute,
                        "is not allowed for the type " + type);
    }

    private Checks checkExtension(Checks checks, String field) {
        return switch (wantedType()) {
            case SCENARIO -> checks.text(field, extension)
                    .that(extension == null || Checks.isLonger(extension, Checks.TEXT_LENGTH)
                            || EXTENSIONS.matcher(extension).matches(), field,
                            "must be 1 to 16 digits, or several of these with commas between them");
            case SOFTPHONE, PHONE -> checks.extension(field, extension);
            case UNASSIGNED -> checks;
        };
    }

    boolean isSoftphone() {
        return wantedType() == NumberType.SOFTPHONE;
    }

    private NumberType wantedType() {
        return NumberType.labelled(type).orElse(null);
    }
}

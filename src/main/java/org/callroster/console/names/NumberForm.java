package org.callroster.console.names;

import java.util.List;

import org.callroster.console.Fields;
import org.callroster.header.Preconditions;
import org.callroster.phone.AccessNumberService;
import org.callroster.phone.AccessNumberView;
import org.callroster.phone.NewAccessNumber;
import org.callroster.phone.NumberType;

/**
 * What the form of an access number shows, and sends.
 *
 * @param etag of the state that the form shows; empty for a new number
 */
public record NumberForm(AccessNumberView number, String etag) {

    static final NumberForm NEW =
            new NumberForm(new AccessNumberView("", "voice", "softphone", null, null, null, null, null, null, null), "");

    static NumberForm of(AccessNumberService.Written number) {
        return new NumberForm(number.view(), number.etag().toString());
    }

    public boolean isNew() {
        return etag.isEmpty();
    }

    /** Fields that the chosen type has no place for are not shown, so what is left in them does not count. */
    static NewAccessNumber wanted(Fields fields) {
        return new NewAccessNumber(null, fields.orNull("media"), fields.orNull("type"), value(fields, "extension"),
                value(fields, "scenario"), value(fields, "textOutService"), value(fields, "displayName"));
    }

    private static String value(Fields fields, String name) {
        return NumberType.labelled(fields.text("type")).filter(type -> type.has(name)).map(type -> fields.orNull(name))
                .orElse(null);
    }

    static Preconditions unchanged(Fields fields) {
        return fields.optional("etag").map(etag -> new Preconditions(List.of(etag), List.of())).orElse(NamePages.NEW);
    }
}

package org.callroster.phone;

import org.callroster.wire.Checks;

public record AccessNumberChange(String number, String media, String type, String extension, String scenario,
        String textOutService, String displayName) {
    public Checks check(Checks checks, String prefix, String pathNumber) {
        return checks;
    }
}

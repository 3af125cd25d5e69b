package org.callroster.phone;

/** A row of the export of access numbers, keys in the order of contract section 4. */
public record AccessNumberView(
        String number,
        String media,
        String type,
        String extension,
        String scenario,
        String textOutService,
        String displayName,
        String loginId,
        String firstName,
        String lastName) {

    /** {@code user} is null except for a softphone. */
    static AccessNumberView of(AccessNumber number, SoftphoneUser user) {
        return new AccessNumberView(number.number, number.media, number.type,
                user == null ? number.extension : user.extension(), number.scenario, number.textOutService,
                number.displayName, user == null ? null : user.loginId(), user == null ? null : user.firstName(),
                user == null ? null : user.lastName());
    }
}

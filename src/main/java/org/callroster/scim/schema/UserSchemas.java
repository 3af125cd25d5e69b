package org.callroster.scim.schema;

import java.util.List;

import static org.callroster.scim.schema.Attribute.complex;
import static org.callroster.scim.schema.Attribute.flag;
import static org.callroster.scim.schema.Attribute.of;
import static org.callroster.scim.schema.Attribute.reference;
import static org.callroster.scim.schema.Attribute.text;

/** The attributes of users: RFC 7643 §4.1 and §4.3, and what only this service has. */
public final class UserSchemas {

    private static final String EXTERNAL = "external";

    public static final Schema USER = new Schema("urn:ietf:params:scim:schemas:core:2.0:User", "User", "A user", List.of(
            text("userName", "The login id").mandatory().distinct(),
            complex("name", "The parts of the user's name",
                    text("formatted", "The whole name, for display"),
                    text("familyName", "The last name").mandatory(),
                    text("givenName", "The first name").mandatory(),
                    text("middleName", "The middle names"),
                    text("honorificPrefix", "Such as Dr."),
                    text("honorificSuffix", "Such as III")).mandatory(),
            text("displayName", "The name for display"),
            text("nickName", "How the user is called"),
            reference("profileUrl", "A page about the user", EXTERNAL),
            text("title", "Such as Vice President"),
            text("userType", "Such as Contractor"),
            text("preferredLanguage", "Such as en-US"),
            text("locale", "Such as en-US"),
            text("timezone", "Such as America/Los_Angeles"),
            flag("active", "Whether the user can log in").mandatory(),
            text("password", "The password").exact().writeOnly(),
            many("emails", "E-mail addresses", text("value", "The address"), "work", "home", "other"),
            many("phoneNumbers", "Phone numbers; the type extension is the extension in the contact centre",
                    text("value", "The number"), "work", "mobile", "extension", "home", "fax", "pager", "other"),
            many("ims", "Addresses for instant messages", text("value", "The address"), "aim", "gtalk", "icq", "xmpp", "msn",
                    "skype", "qq", "yahoo"),
            many("photos", "Pictures of the user", reference("value", "The address of the picture", EXTERNAL), "photo",
                    "thumbnail"),
            complex("addresses", "Postal addresses",
                    text("formatted", "The whole address, for display"),
                    text("streetAddress", "Street and number"),
                    text("locality", "The city"),
                    text("region", "The state or region"),
                    text("postalCode", "The zip code"),
                    text("country", "The country"),
                    text("type", "What it is for").suggesting(List.of("work", "home", "other")),
                    flag("primary", "Whether it is the preferred one")).multi(),
            complex("groups", "The team of the user, always one",
                    text("value", "The id of the group").exact().readOnly(),
                    reference("$ref", "The address of the group", "Group").readOnly(),
                    text("display", "The name of the team").exact().readOnly(),
                    text("type", "Always direct").suggesting(List.of("direct")).readOnly()).multi().readOnly(),
            many("entitlements", "What the user is entitled to", text("value", "The entitlement")),
            complex("roles", "The roles of the user",
                    text("value", "The name of the role").exact(),
                    text("display", "The name of the role").exact().readOnly(),
                    text("type", "Not kept").unkept(), flag("primary", "Not kept").unkept()).multi(),
            many("x509Certificates", "Certificates of the user",
                    of("value", Attribute.Type.BINARY, "The certificate, in DER, base64"))));

    public static final Schema ENTERPRISE = new Schema("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
            "EnterpriseUser", "What enterprises know of a user", List.of(
                    text("employeeNumber", "The number of the user in the enterprise"),
                    text("costCenter", "The cost center"),
                    text("organization", "The organization"),
                    text("division", "The division"),
                    text("department", "The department"),
                    complex("manager", "The user's manager", text("value", "The id of the manager"))));

    public static final Schema CALLROSTER = new Schema("urn:ietf:params:scim:schemas:extension:callroster:2.0:User",
            "CallrosterUser", "What a contact centre knows of a user", List.of(
                    text("team", "The name of the team; read it in groups").exact().writeOnly(),
                    text("extension", "The extension; without one the user gets the next free one").onRequest(),
                    complex("skills", "The skills of the user",
                            text("value", "The name of the skill").exact(),
                            of("level", Attribute.Type.INTEGER, "From 0 to 100; 100 if absent")).multi(),
                    flag("changePassword", "Whether the user must change the password at the next login"),
                    flag("lockedOut", "Whether too many failed logins lock the account; false ends the lock").onRequest()));

    private UserSchemas() {
    }

    /** The usual form of an attribute with several values (RFC 7643 §2.4). */
    private static Attribute many(String name, String description, Attribute value, String... types) {
        return complex(name, description, value, text("display", "The value, for display"),
                text("type", "What it is for").suggesting(List.of(types)),
                flag("primary", "Whether it is the preferred one")).multi();
    }

    /** The same schema with the tenant's names as canonical values. */
    public static Schema suggesting(Schema schema, List<String> roles, List<String> skills) {
        return new Schema(schema.urn(), schema.name(), schema.description(), schema.attributes().stream()
                .map(attribute -> switch (attribute.name()) {
                    case "roles" -> suggesting(attribute, roles);
                    case "skills" -> suggesting(attribute, skills);
                    default -> attribute;
                }).toList());
    }

    private static Attribute suggesting(Attribute attribute, List<String> values) {
        return attribute.withSub(attribute.sub().stream()
                .map(sub -> sub.name().equals(Attribute.VALUE) ? sub.suggesting(values) : sub).toList());
    }
}

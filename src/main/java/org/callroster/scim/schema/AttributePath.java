package org.callroster.scim.schema;

/**
 * Where a value stands in a resource.
 *
 * @param urn of an extension; null in the core
 * @param attribute null for the whole extension
 * @param sub null for the whole attribute
 */
public record AttributePath(String urn, Attribute attribute, Attribute sub) {

    /** What is at its end. */
    public Attribute last() {
        return sub == null ? attribute : sub;
    }

    public boolean isExtension() {
        return attribute == null;
    }

    public AttributePath with(Attribute wantedSub) {
        return new AttributePath(urn, attribute, wantedSub);
    }

    /** Without the extension: {@code name.familyName}. */
    public String local() {
        return sub == null ? attribute.name() : attribute.name() + "." + sub.name();
    }

    @Override
    public String toString() {
        return attribute == null ? urn : urn == null ? local() : urn + ":" + local();
    }
}

package org.callroster.scim;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.token.Issuer;

/** The address of this service in {@code meta.location} and {@code $ref}: never that of a request header. */
@ApplicationScoped
public class ScimAddress {

    private final Issuer issuer;

    ScimAddress(Issuer issuer) {
        this.issuer = issuer;
    }

    /** Without a slash at its end. */
    public String base() {
        return issuer.uri();
    }
}

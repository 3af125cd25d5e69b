package org.callroster.phone;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.tenant.Caller;

import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class AccessNumberService {
    public Uni<Void> put(Caller caller, String number, AccessNumberChange change) {
        return Uni.createFrom().voidItem();
    }
}

package org.callroster.extension;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** The numbers {@code firstNumber} to {@code lastNumber} of a tenant. The search for a free one goes on from {@code nextNumber}. */
@Entity
class ExtensionPool {

    @Id
    UUID tenantId;
    long firstNumber;
    long lastNumber;
    long nextNumber;

    /** Takes a free number. */
    String take(long number) {
        nextNumber = number + 1;
        return String.valueOf(number);
    }
}

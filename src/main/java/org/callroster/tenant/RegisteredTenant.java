package org.callroster.tenant;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A tenant of this host, in the database; {@link Tenant} is what the service hands on. */
@Entity
@Table(name = "tenant")
class RegisteredTenant {

    @Id
    UUID id;
    String name;
    boolean enabled;
}

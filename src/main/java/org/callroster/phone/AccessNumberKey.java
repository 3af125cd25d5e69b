package org.callroster.phone;

import java.io.Serializable;
import java.util.UUID;

record AccessNumberKey(UUID tenantId, String number) implements Serializable {
}

package org.callroster.body;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The resource takes bodies up to 4 MiB. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LongBody {

    /** In bytes. */
    int MOST = 4 * 1024 * 1024;
    /** The path of the resource that has it. */
    String PATH = "/scim/v2/Bulk";
}

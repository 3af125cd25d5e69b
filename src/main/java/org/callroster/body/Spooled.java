package org.callroster.body;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/** The resource reads the body of its requests by itself; {@link Bodies} leaves it alone. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Spooled {

    /** The paths of the resources that have it. */
    List<String> PATHS = List.of("/configapi/v2/bulk/user", "/console/import/file");
}

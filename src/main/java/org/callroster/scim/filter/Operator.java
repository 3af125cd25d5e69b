package org.callroster.scim.filter;

import java.util.Arrays;
import java.util.Optional;

/** The comparisons of RFC 7644 §3.4.2.2. */
public enum Operator {
    EQ, NE, CO, SW, EW, PR, GT, GE, LT, LE;

    static Optional<Operator> named(String word) {
        return Arrays.stream(values()).filter(operator -> operator.name().equalsIgnoreCase(word)).findFirst();
    }

    /** Whether it looks at a part of a text. */
    public boolean isOfText() {
        return this == CO || this == SW || this == EW;
    }

    public boolean isOfOrder() {
        return this == GT || this == GE || this == LT || this == LE;
    }
}

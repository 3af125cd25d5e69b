package org.callroster.directory;

/** A request refers to a role that is not there. */
public class UnknownRole extends UnknownName {

    private static final long serialVersionUID = 1;

    UnknownRole() {
        super("Role not found");
    }
}

package org.callroster.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.callroster.error.Failure;
import org.callroster.installation.StartRefused;
import org.callroster.policy.PolicyFloor;
import org.callroster.tenant.Tenant;
import org.callroster.values.JsonErrors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A bootstrap file, with the line numbers of its values. */
record ContactCentreFile(Path path, ContactCentre centre, JsonLines lines) {

    /** Reads a file, or all files {@code *.json} of a folder in name order. Refuses the start if one is malformed. */
    static List<ContactCentreFile> readAll(Path place, ObjectMapper json) {
        try (Stream<Path> files = Files.isDirectory(place) ? Files.list(place) : Stream.of(place)) {
            return files.filter(file -> file.equals(place) || file.toString().endsWith(".json")).sorted()
                    .map(file -> read(file, json)).toList();
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    /** The canonical name of the tenant, empty if there is none. */
    String tenant() {
        return centre.tenant() == null ? "" : Tenant.canonical(centre.tenant());
    }

    /** Refuses the start, at the first field that breaks a rule. */
    void check(PolicyFloor floor) {
        try {
            ContactCentreRules.check(centre, floor);
        } catch (Failure e) {
            throw fault(e);
        }
    }

    /** A refusal of the start that names file, line and field. */
    StartRefused fault(Failure failure) {
        return fault(path, lines, failure);
    }

    private static StartRefused fault(Path path, JsonLines lines, Failure failure) {
        if (failure.violations().isEmpty()) {
            return new StartRefused(path + ": " + failure.getMessage());
        }
        int line = lines.of(failure.violations().get(0).field());
        return new StartRefused(path + ", line " + line + ": " + failure.getMessage());
    }

    private static ContactCentreFile read(Path path, ObjectMapper json) {
        try {
            byte[] bytes = Files.readAllBytes(path);
            JsonLines lines = JsonLines.of(bytes);
            return new ContactCentreFile(path, centre(path, bytes, lines, json), lines);
        } catch (JsonProcessingException e) {
            throw new StartRefused(path + ", line " + e.getLocation().getLineNr() + ": " + JsonErrors.of(e).getMessage());
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static ContactCentre centre(Path path, byte[] bytes, JsonLines lines, ObjectMapper json) throws IOException {
        try {
            ContactCentre read = json.readValue(bytes, ContactCentre.class);
            if (read == null) {
                throw new StartRefused(path + ": the file must hold one JSON object");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw fault(path, lines, JsonErrors.of(e));
        }
    }

    private static StartRefused unreadable(Path path, IOException e) {
        return new StartRefused("the bootstrap file " + path + " can't be read: " + e);
    }
}

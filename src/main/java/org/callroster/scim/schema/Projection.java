package org.callroster.scim.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.error.ScimFailure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Which attributes of resources are wanted: {@code attributes} and {@code excludedAttributes} (RFC 7644 §3.9). Unknown names are
 * ignored.
 */
public final class Projection {

    private static final Set<String> ALWAYS = Set.of("schemas", "id");
    private static final String META = "meta";
    private static final String RESOURCE_TYPE = "resourceType";
    private static final int MOST = 200;

    private final List<AttributePath> included;
    private final List<AttributePath> excluded;
    private final boolean isSelective;

    private Projection(List<AttributePath> included, List<AttributePath> excluded, boolean isSelective) {
        this.included = included;
        this.excluded = excluded;
        this.isSelective = isSelective;
    }

    /**
     * Throws 400 if both are given.
     *
     * @param attributes separated by commas; null for all
     * @param excludedAttributes the same; null for none
     */
    public static Projection of(ResourceKind kind, String attributes, String excludedAttributes) {
        ScimFailure.requireValue(isEmpty(attributes) || isEmpty(excludedAttributes),
                "attributes and excludedAttributes can't be given together");
        return new Projection(paths(kind, attributes), paths(kind, excludedAttributes), !isEmpty(attributes));
    }

    private static boolean isEmpty(String names) {
        return names == null || names.isBlank();
    }

    private static List<AttributePath> paths(ResourceKind kind, String names) {
        return names == null ? List.of()
                : Stream.of(names.split(",", MOST)).map(String::strip).map(kind::path).flatMap(Optional::stream).toList();
    }

    /** Whether attributes were asked for by their names. */
    public boolean isSelective() {
        return isSelective;
    }

    /** Whether any part of an attribute is wanted. One that is returned on request must be named. */
    public boolean wants(String urn, String name) {
        return isSelective ? included.stream().anyMatch(path -> isPartOf(path, urn, name))
                : excluded.stream().noneMatch(path -> path.sub() == null && isPartOf(path, urn, name));
    }

    /** Whether an attribute that is returned on request was named. */
    public boolean names(String urn, String name) {
        return included.stream().anyMatch(path -> !path.isExtension() && isPartOf(path, urn, name));
    }

    private static boolean isPartOf(AttributePath path, String urn, String name) {
        boolean isSame = urn == null ? path.urn() == null : urn.equals(path.urn());
        return isSame && (path.isExtension() || path.attribute().name().equals(name));
    }

    /** Removes what is not wanted. */
    public ObjectNode of(ObjectNode resource) {
        if (isSelective) {
            keep(resource);
        } else {
            excluded.forEach(path -> remove(resource, path));
        }
        return resource;
    }

    private void keep(ObjectNode resource) {
        Map<String, List<AttributePath>> wanted = included.stream().filter(path -> path.urn() == null)
                .collect(Collectors.groupingBy(path -> path.attribute().name()));
        resource.properties().removeIf(field -> !ALWAYS.contains(field.getKey()) && !field.getKey().equals(META)
                && !wanted.containsKey(field.getKey()) && !isWantedExtension(field.getKey()));
        wanted.forEach((name, paths) -> keepSubs(resource.get(name), paths));
        included.stream().filter(path -> path.urn() != null && !path.isExtension())
                .collect(Collectors.groupingBy(AttributePath::urn)).forEach((urn, paths) -> keepOf(resource, urn, paths));
        if (!wanted.containsKey(META) && resource.get(META) instanceof ObjectNode meta) {
            meta.retain(RESOURCE_TYPE);
        }
    }

    private boolean isWantedExtension(String key) {
        return included.stream().anyMatch(path -> key.equals(path.urn()));
    }

    private void keepOf(ObjectNode resource, String urn, List<AttributePath> paths) {
        boolean isWhole = included.stream().anyMatch(path -> path.isExtension() && path.urn().equals(urn));
        if (!isWhole && resource.get(urn) instanceof ObjectNode extension) {
            Map<String, List<AttributePath>> wanted = paths.stream()
                    .collect(Collectors.groupingBy(path -> path.attribute().name()));
            extension.retain(wanted.keySet());
            wanted.forEach((name, some) -> keepSubs(extension.get(name), some));
        }
    }

    private static void keepSubs(JsonNode value, List<AttributePath> paths) {
        if (value != null && paths.stream().noneMatch(path -> path.sub() == null)) {
            Set<String> subs = paths.stream().map(path -> path.sub().name()).collect(Collectors.toSet());
            objects(value).forEach(object -> object.retain(subs));
        }
    }

    private static void remove(ObjectNode resource, AttributePath path) {
        JsonNode outer = path.urn() == null ? resource : resource.get(path.urn());
        if (path.isExtension()) {
            resource.remove(path.urn());
        } else if (outer instanceof ObjectNode object && !(path.urn() == null && ALWAYS.contains(path.attribute().name()))) {
            removeFrom(object, path);
        }
    }

    private static void removeFrom(ObjectNode outer, AttributePath path) {
        String name = path.attribute().name();
        if (path.sub() != null) {
            objects(outer.path(name)).filter(object -> !(name.equals(META) && path.sub().name().equals(RESOURCE_TYPE)))
                    .forEach(object -> object.remove(path.sub().name()));
        } else if (name.equals(META)) {
            objects(outer.path(name)).forEach(meta -> meta.retain(RESOURCE_TYPE));
        } else {
            outer.remove(name);
        }
    }

    private static Stream<ObjectNode> objects(JsonNode value) {
        return (value instanceof ArrayNode list ? list.valueStream() : Stream.of(value)).filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }
}

package org.callroster.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.callroster.provider.ProviderConfig.Entry;
import org.callroster.tenant.Tenant;

/** Reads the configured providers. Every error is an {@link IllegalArgumentException} in terms of the operator's settings. */
final class Providers {

    private static final Pattern HTTP_ADDRESS = Pattern.compile("https?://[^\\s?#/]+(/[^\\s?#]*)?");

    private static final String PREFIX = "CALLROSTER_PROVIDER_";
    private static final Pattern VARIABLE = Pattern.compile(PREFIX + "[A-Z0-9]+_(TENANT|ISSUER|AUDIENCE|LOGIN_CLAIM)");

    private Providers() {
    }

    /** Rejects misspelt variables, and provider names with an underscore: they would be ignored silently. */
    static void checkNames(Set<String> variables) {
        variables.stream().filter(name -> name.startsWith(PREFIX) && !VARIABLE.matcher(name).matches()).findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(name + " is no setting; those of a provider are " + PREFIX
                            + "<NAME>_TENANT, _ISSUER, _AUDIENCE and _LOGIN_CLAIM, with letters and digits as the name");
                });
    }

    /** Each pair of issuer and audience belongs to one tenant, and no provider may use this service's own issuer. */
    static List<Provider> read(Map<String, Entry> entries, String ownIssuer) {
        Map<List<String>, String> takenBy = new HashMap<>();
        Map<String, Provider> providers = new TreeMap<>();
        entries.forEach((name, entry) -> providers.put(setting(name), read(setting(name), entry)));
        providers.forEach((setting, provider) -> {
            requireForeign(setting, provider.issuer(), ownIssuer);
            String other = takenBy.putIfAbsent(List.of(provider.issuer(), provider.audience()), setting);
            if (other != null) {
                throw new IllegalArgumentException(other + " and " + setting + " name the same issuer and audience;"
                        + " these belong to one tenant");
            }
        });
        return List.copyOf(providers.values());
    }

    private static Provider read(String setting, Entry entry) {
        return new Provider(Tenant.canonical(required(setting + "_TENANT", entry.tenant())),
                required(setting + "_ISSUER", entry.issuer()), required(setting + "_AUDIENCE", entry.audience()),
                entry.loginClaim().filter(claim -> !claim.isBlank()).orElse(Provider.SUBJECT));
    }

    private static String required(String setting, Optional<String> value) {
        return value.filter(text -> !text.isBlank()).orElseThrow(() -> new IllegalArgumentException(setting + " is missing"));
    }

    private static void requireForeign(String setting, String issuer, String ownIssuer) {
        if (!HTTP_ADDRESS.matcher(issuer).matches()) {
            throw new IllegalArgumentException(setting + "_ISSUER must be an http or https address without query and fragment,"
                    + " like https://login.example.com/realms/staff");
        }
        if (withoutSlash(issuer).equals(ownIssuer)) {
            throw new IllegalArgumentException(setting + "_ISSUER is the issuer of this service itself");
        }
    }

    static String withoutSlash(String address) {
        return address.replaceFirst("/$", "");
    }

    private static String setting(String name) {
        return PREFIX + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}

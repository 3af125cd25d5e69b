package org.callroster.error;

import java.util.List;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

/**
 * The methods that each path allows, for {@code Allow} on 405 (RFC 9110 §15.5.6). A test compares them with the OpenAPI
 * document.
 */
@Singleton
public class Routes {

    private record Route(Pattern path, String allow) {
    }

    private static final List<Route> ROUTES = List.of(
            route("oauth/(token|revoke|introspect)", "POST"),
            new Route(Pattern.compile("/oauth/token/?"), "POST"),
            route("secret/[^/]+", "GET, HEAD, POST"),
            route("secret/[^/]+/[^/]+", "DELETE"),
            route("scimtoken/[^/]+", "GET, HEAD, POST"),
            route("scimtoken/[^/]+/[^/]+", "DELETE"),
            route("scimsetting", "GET, HEAD, PUT"),
            route("scim/users", "GET, HEAD, POST"),
            route("scim/users/[^/]+", "GET, HEAD, PUT, DELETE, PATCH"),
            scim("Users|Groups", "GET, HEAD, POST"),
            scim("(Users|Groups)/[.]search|Bulk", "POST"),
            scim("(Users|Groups)/[^/]+", "GET, HEAD, PUT, DELETE, PATCH"),
            scim("Me|ServiceProviderConfig|ResourceTypes|Schemas|(ResourceTypes|Schemas)/[^/]+", "GET, HEAD"),
            new Route(Pattern.compile("/session_(login|change_password)/?"), "POST"),
            new Route(Pattern.compile("/session_check/?"), "GET, HEAD"),
            new Route(Pattern.compile("/session_logout/?"), "GET"),
            route("user", "GET, HEAD, POST"),
            route("user/lock/[^/]+", "GET, HEAD, PUT"),
            route("user/[^/]+", "GET, HEAD, PUT, DELETE"),
            route("supervisor/[^/]+", "GET, HEAD, PUT"),
            route("lock|audit|export/user", "GET, HEAD"),
            route("bulk", "GET, HEAD"),
            route("bulk/(user|change)", "POST"),
            route("bulk/[^/]+", "GET, HEAD, DELETE"),
            route("securitypolicy", "GET, HEAD, PUT"),
            route("team|skill|role", "GET, HEAD"),
            route("(team|skill|role)/[^/]+", "PUT, DELETE"),
            route("phone/user|phone/ext", "GET, HEAD"),
            route("phone/pool", "GET, HEAD, PUT"),
            route("phone/ext/[^/]+", "PUT, DELETE"),
            new Route(Pattern.compile("/\\.well-known/(jwks\\.json|oauth-authorization-server|openid-configuration)/?"),
                    "GET, HEAD"));

    String allowedAt(String path) {
        return ROUTES.stream().filter(r -> r.path.matcher(path).matches()).map(Route::allow).findFirst().orElse("");
    }

    private static Route scim(String path, String allow) {
        return new Route(Pattern.compile("/scim/v2/(" + path + ")/?"), allow);
    }

    private static Route route(String path, String allow) {
        return new Route(Pattern.compile("/configapi/v2/(" + path + ")/?"), allow);
    }
}

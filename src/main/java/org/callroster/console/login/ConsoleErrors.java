package org.callroster.console.login;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.callroster.console.Next;
import org.callroster.console.Pages;
import org.callroster.console.Partial;
import org.callroster.error.ErrorView;
import org.callroster.error.RequestId;
import org.callroster.http.ConsolePath;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Shows failures as pages: one that needs a login as the login page, one that needs the password again as a question for it. A
 * page that asked by script gets the same page, and shows it in a dialog or as a notice.
 */
class ConsoleErrors {

    private static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");
    private static final String DIALOG = "#dialog-content";

    private final Pages pages;

    ConsoleErrors(Pages pages) {
        this.pages = pages;
    }

    @ServerResponseFilter
    public void show(ContainerResponseContext answer, RoutingContext request) {
        if (answer.getEntity() instanceof ErrorView error && ConsolePath.contains(request.normalizedPath())) {
            answer.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
            switch (error.error()) {
                case "invalid_token" -> login(answer, request.request());
                case "not_logged_in" -> html(answer, request.request(), DIALOG,
                        Templates.confirm(pages.open("Confirm"), "", Next.here(request.request()), ""));
                default -> html(answer, request.request(), "#notice", problem(answer, request, error));
            }
        }
    }

    private void login(ContainerResponseContext answer, HttpServerRequest http) {
        boolean read = http.method() == HttpMethod.GET && !Partial.is(http);
        if (read && isFromElsewhere(http)) {
            answer.setStatus(200);
            html(answer, http, DIALOG, Templates.again(pages.open("Callroster")));
        } else if (read) {
            answer.setStatus(303);
            answer.getHeaders().putSingle(HttpHeaders.LOCATION, "/console/login?next=" + encoded(Next.here(http)));
            answer.setEntity(null);
        } else {
            html(answer, http, DIALOG, LoginResource.begin(pages, http, Next.here(http)));
        }
    }

    /** A strict cookie stays away from a link on another site (Fetch Metadata Request Headers). */
    private static boolean isFromElsewhere(HttpServerRequest http) {
        return "cross-site".equals(http.getHeader("Sec-Fetch-Site")) && "navigate".equals(http.getHeader("Sec-Fetch-Mode"));
    }

    private TemplateInstance problem(ContainerResponseContext answer, RoutingContext request, ErrorView error) {
        return Templates.problem(pages.open("Problem"),
                Problem.of(answer.getStatus(), error, RequestId.of(request), answer.getHeaderString(HttpHeaders.RETRY_AFTER)));
    }

    private static void html(ContainerResponseContext answer, HttpServerRequest http, String target, TemplateInstance page) {
        if (Partial.is(http)) {
            Partial.into(target, answer.getHeaders());
        }
        answer.setEntity(page.render(), null, HTML);
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}

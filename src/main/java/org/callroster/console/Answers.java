package org.callroster.console;

import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.error.Failure;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;

/** Answers to forms. */
public final class Answers {

    private static final String DIALOG = "#dialog-content";

    private Answers() {
    }

    /** To the page that shows the result, so that loading it again sends nothing again. */
    public static RestResponse<TemplateInstance> seeOther(String path) {
        return ResponseBuilder.<TemplateInstance>create(RestResponse.Status.SEE_OTHER).header(HttpHeaders.LOCATION, path)
                .build();
    }

    /** To another page; a script that sent the form opens it as a whole. */
    public static RestResponse<TemplateInstance> open(RoutingContext request, String path) {
        return Partial.is(request) ? ResponseBuilder.<TemplateInstance>create(204).header("HX-Redirect", path).build()
                : seeOther(path);
    }

    /** A page; a script that sent the form shows it in the dialog. */
    public static RestResponse<TemplateInstance> inDialog(RoutingContext request, int status, TemplateInstance page) {
        ResponseBuilder<TemplateInstance> answer = ResponseBuilder.<TemplateInstance>create(status).entity(page);
        return Partial.is(request) ? Partial.into(DIALOG, answer).build() : answer.build();
    }

    /** Whether a form shows a failure itself. What may be tried again later is shown with the time to wait, as on every page. */
    public static boolean isOfTheForm(Throwable failure) {
        return failure instanceof Failure known && !known.isTemporary();
    }

    /** A part of a page; without a script, the page with the form again. */
    public static RestResponse<TemplateInstance> part(RoutingContext request, TemplateInstance part) {
        return Partial.is(request) ? RestResponse.ok(part) : seeOther(Next.here(request.request()));
    }

    /** After a login: a script sends again what needed it. */
    public static RestResponse<TemplateInstance> proved(RoutingContext request, String next) {
        return Partial.is(request) ? ResponseBuilder.<TemplateInstance>create(204).header("HX-Trigger", "proved").build()
                : seeOther(next);
    }
}

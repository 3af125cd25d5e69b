package org.callroster.console.names;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.console.Answers;
import org.callroster.console.Fields;
import org.callroster.console.Page;
import org.callroster.console.Pages;
import org.callroster.console.Proof;
import org.callroster.error.Failure;
import org.callroster.extension.ExtensionPoolService;
import org.callroster.header.Preconditions;
import org.callroster.http.WithDeadline;
import org.callroster.phone.AccessNumberList;
import org.callroster.phone.AccessNumberLists;
import org.callroster.phone.AccessNumberService;
import org.callroster.values.Texts;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Access numbers, and the extensions for new users. */
@WithDeadline
@Path("/console/numbers")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Privilege.PHONES)
class NumberPagesResource {

    private static final String PATH = "/console/numbers";
    private static final String NUMBER = "number";

    private final AccessNumberLists lists;
    private final AccessNumberService numbers;
    private final ExtensionPoolService pool;
    private final Proof proof;
    private final Pages pages;
    private final CurrentCaller caller;

    NumberPagesResource(AccessNumberLists lists, AccessNumberService numbers, ExtensionPoolService pool, Proof proof,
            Pages pages,
            CurrentCaller caller) {
        this.lists = lists;
        this.numbers = numbers;
        this.pool = pool;
        this.proof = proof;
        this.pages = pages;
        this.caller = caller;
    }

    @GET
    public Uni<TemplateInstance> list(@QueryParam("q") String q, @QueryParam("cursor") String cursor) {
        String digits = q == null ? null : Texts.nullIfEmpty(q.strip());
        return pool.get(caller.tenant()).chain(ranges -> lists.list(caller.get(), digits, Texts.nullIfEmpty(cursor))
                .map(list -> Templates.numbers(page("Numbers"), list.numbers().stream().map(NumberLine::new).toList(),
                        digits == null ? "" : digits, next(list, digits), PoolForm.of(ranges))));
    }

    /** Null on the last page. */
    private static String next(AccessNumberList list, String digits) {
        return list.nextCursor() == null ? null
                : PATH + "?cursor=" + list.nextCursor() + (digits == null ? "" : "&q=" + digits);
    }

    private Page page(String title) {
        return pages.of(title, "numbers");
    }

    @GET
    @Path("new")
    public Uni<TemplateInstance> fresh() {
        return Uni.createFrom().item(() -> Templates.number(page("New number"), NumberForm.NEW));
    }

    @GET
    @Path("edit")
    public Uni<TemplateInstance> edit(@QueryParam("number") @DefaultValue("") String number) {
        return lists.get(caller.get(), number).map(known -> Templates.number(page(number), NumberForm.of(known)));
    }

    @POST
    @Path("edit")
    public Uni<RestResponse<TemplateInstance>> save(RoutingContext request) {
        Fields fields = Fields.of(request);
        boolean isNew = fields.optional("etag").isEmpty();
        return numbers.put(caller.get(), fields.text(NUMBER), NumberForm.wanted(fields), NumberForm.unchanged(fields))
                .onFailure(failure -> isNew && NamePages.isPresent(failure))
                .transform(e -> Failure.conflict("this number exists already"))
                .map(done -> Answers.open(request, PATH));
    }

    @GET
    @Path("delete")
    public Uni<TemplateInstance> confirm(@QueryParam("number") @DefaultValue("") String number) {
        return lists.get(caller.get(), number)
                .map(known -> Templates.numberdelete(page("Delete number"), new NumberLine(known.view())));
    }

    @POST
    @Path("delete")
    public Uni<RestResponse<TemplateInstance>> delete(RoutingContext request) {
        String number = Fields.of(request).text(NUMBER);
        return proof.require().chain(() -> lists.get(caller.get(), number))
                .chain(() -> numbers.delete(caller.get(), number, Preconditions.NONE))
                .map(done -> Answers.open(request, PATH));
    }

    @GET
    @Path("pool")
    public Uni<TemplateInstance> pool() {
        return pool.get(caller.tenant()).map(ranges -> Templates.pool(page("Extensions"), PoolForm.of(ranges)));
    }

    @POST
    @Path("pool")
    public Uni<RestResponse<TemplateInstance>> changePool(RoutingContext request) {
        Fields fields = Fields.of(request);
        return pool.put(caller.get(), PoolForm.read(fields.text("ranges")), NumberForm.unchanged(fields))
                .map(done -> Answers.open(request, PATH));
    }
}

package org.callroster.console.names;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.CurrentCaller;
import org.callroster.console.Answers;
import org.callroster.console.Fields;
import org.callroster.console.Pages;
import org.callroster.console.Proof;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.fleet.FleetCounts;
import org.callroster.header.Preconditions;
import org.callroster.names.NameService;
import org.callroster.names.NameView;
import org.callroster.names.NewName;
import org.callroster.values.Checks;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** The pages of teams and of skills. Names are in queries, because in a path some would be read as something else. */
@ApplicationScoped
class NamePages {

    static final Preconditions NEW = new Preconditions(List.of(), List.of("*"));
    private static final Preconditions MUST_EXIST = new Preconditions(List.of("*"), List.of());

    private static final String NAME = "name";

    private final NameService names;
    private final FleetCounts counts;
    private final Proof proof;
    private final Pages pages;
    private final CurrentCaller caller;

    NamePages(NameService names, FleetCounts counts, Proof proof, Pages pages, CurrentCaller caller) {
        this.names = names;
        this.counts = counts;
        this.proof = proof;
        this.pages = pages;
        this.caller = caller;
    }

    Uni<TemplateInstance> list(NameKindView kind, NameList.Wanted wanted) {
        return names.all(caller.tenant(), kind.kind)
                .map(all -> NameList.of(all.stream().map(NameView::name).toList(), wanted, kind.path()))
                .chain(page -> kind.users(counts, caller.get(), page.lines()).map(users -> page.with(lines(page, users))))
                .map(list -> Templates.names(kind.page(pages, kind.title()), kind, list));
    }

    private static List<NameLine> lines(NameList<String> page, Map<String, Long> users) {
        return page.lines().stream().map(name -> new NameLine(name, users.getOrDefault(name, 0L))).toList();
    }

    /** A form for a new name, or, with one, for another name for it. */
    Uni<TemplateInstance> form(NameKindView kind, String name) {
        return name.isEmpty() ? Uni.createFrom().item(() -> Templates.name(kind.page(pages, "New " + kind.noun()), kind, name))
                : users(kind, name).map(users -> Templates.name(kind.page(pages, "Rename"), kind, name));
    }

    Uni<TemplateInstance> confirm(NameKindView kind, String name) {
        return users(kind, name)
                .map(users -> Templates.namedelete(kind.page(pages, "Delete " + kind.noun()), kind, name, users));
    }

    /** Fails with 404 if there is no such name. */
    private Uni<Long> users(NameKindView kind, String name) {
        return kind.users(counts, caller.get(), List.of(measured(name)))
                .map(users -> Optional.ofNullable(users.get(name))
                        .orElseThrow(() -> Failure.notFound("there is no " + kind.noun() + " of this name")));
    }

    Uni<RestResponse<TemplateInstance>> create(NameKindView kind, RoutingContext request) {
        return names.put(caller.get(), kind.kind, Fields.of(request).text(NAME), new NewName(null), NEW)
                .onFailure(NamePages::isPresent)
                .transform(e -> Failure.conflict("there is a " + kind.noun() + " of that name already"))
                .map(put -> shown(kind, request, put));
    }

    static boolean isPresent(Throwable failure) {
        return failure instanceof Failure known && known.code() == ErrorCode.PRECONDITION_FAILED;
    }

    Uni<RestResponse<TemplateInstance>> rename(NameKindView kind, RoutingContext request) {
        Fields fields = Fields.of(request);
        new Checks().required(NAME, fields.orNull(NAME)).text(NAME, fields.orNull(NAME)).orFail();
        return names.put(caller.get(), kind.kind, fields.text("was"), new NewName(fields.text(NAME)), MUST_EXIST)
                .map(put -> shown(kind, request, put));
    }

    private static RestResponse<TemplateInstance> shown(NameKindView kind, RoutingContext request, NameView put) {
        return Answers.open(request, kind.path() + "?at=" + NameList.encoded(put.name()));
    }

    Uni<RestResponse<TemplateInstance>> delete(NameKindView kind, RoutingContext request) {
        String name = measured(Fields.of(request).text(NAME));
        return proof.require().chain(() -> names.delete(caller.get(), kind.kind, name, Preconditions.NONE))
                .map(done -> Answers.open(request, kind.path()));
    }

    private static String measured(String name) {
        new Checks().clearable(NAME, name, Checks.TEXT_LENGTH).orFail();
        return name;
    }
}

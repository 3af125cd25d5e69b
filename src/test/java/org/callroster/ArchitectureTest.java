package org.callroster;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import org.callroster.body.Spooled;
import org.callroster.caller.Privilege;
import org.callroster.http.WithDeadline;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.stage.Stage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.UniAwait;
import io.vertx.mutiny.sqlclient.Pool;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Holds the packages, the arrows between them, and the habits that a reader relies on. */
@AnalyzeClasses(packages = "org.callroster", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "org.callroster.";

    /** From the lowest up. Those of one row don't know each other; each knows only rows below its own. */
    private static final List<Set<String>> ROWS = List.of(
            Set.of("connection"),
            Set.of("error"),
            Set.of("values", "header", "embedded"),
            Set.of("http"),
            Set.of("body", "database"),
            Set.of("tenant", "key", "scim.schema"),
            Set.of("limit", "scim.filter"),
            Set.of("scim.patch"),
            Set.of("caller"),
            Set.of("audit", "idempotency"),
            Set.of("policy", "directory", "names", "assignment", "extension"),
            Set.of("role", "password", "lock"),
            Set.of("access", "lock.list"),
            Set.of("profile"),
            Set.of("attribute"),
            Set.of("user"),
            Set.of("fleet"),
            Set.of("secret", "phone", "export", "supervisor", "upload", "scim.token"),
            Set.of("authentication", "client", "job"),
            Set.of("session", "token"),
            Set.of("provider"),
            Set.of("bearer"),
            Set.of("scim"),
            Set.of("scim.setting"), Set.of("scim.group"),
            Set.of("scim.user"),
            Set.of("scim.bulk", "scim.vendor", "scim.discovery"),
            Set.of("introspection", "bulk", "retention"),
            Set.of("console"),
            Set.of("console.login", "console.users", "console.user", "console.locks", "console.names", "console.imports",
                    "console.audit", "console.policy", "console.me"),
            Set.of("installation"),
            Set.of("bootstrap"),
            Set.of("command"),
            Set.of("ops"));

    /** What starts the service, before there is an event loop. */
    private static final String[] START =
            { ROOT + "embedded", ROOT + "installation", ROOT + "bootstrap", ROOT + "command", ROOT + "ops" };

    private static final int FEWEST_FILES = 3;
    private static final int MOST_FILES = 16;

    private static final Set<String> DELETES =
            Set.of("delete", "deleteById", "deleteAll", "deleteMultiple", "remove", "removeAll");

    private static final Set<Class<?>> ENTITY_STORES =
            Set.of(PanacheRepositoryBase.class, PanacheEntityBase.class,
                    Mutiny.Session.class, Mutiny.StatelessSession.class, Stage.Session.class, Stage.StatelessSession.class);

    @ArchTest
    static final ArchRule everyClassStandsInAPackageOfTheList =
            classes().should().resideInAnyPackage(ROWS.stream().flatMap(Set::stream).map(p -> ROOT + p).toArray(String[]::new));

    @ArchTest
    static final ArchRule arrowsPointDown = classes().should(dependOnlyOnLowerRows());

    @ArchTest
    static final ArchRule entitiesAreKnownOnlyInTheirPackage = classes().should(knowNoForeignEntity());

    @ArchTest
    static final ArchRule entitiesKnowOnlyPersistence = classes().that().areAnnotatedWith(Entity.class)
            .should(knowOnlyPersistenceTenantAndTheirPackage());

    @ArchTest
    static final ArchRule entitiesAreOfTheirPackageAlone = classes().that().areAnnotatedWith(Entity.class)
            .should().bePackagePrivate();

    @ArchTest
    static final ArchRule resourcesKnowNoEntity = noClasses().that().areAnnotatedWith(Path.class)
            .should().dependOnClassesThat().areAnnotatedWith(Entity.class);

    @ArchTest
    static final ArchRule resourcesAreWhatTheyAreCalled = classes().that().areAnnotatedWith(Path.class)
            .should().haveSimpleNameEndingWith("Resource");

    @ArchTest
    static final ArchRule resourcesAnswerInTime = classes().that().areAnnotatedWith(Path.class)
            .should().beAnnotatedWith(WithDeadline.class);

    @ArchTest
    static final ArchRule endpointsSayWhoMayCall = methods().that(areEndpoints()).should(sayWhoMayCall());

    @ArchTest
    static final ArchRule endpointsArePublic = methods().that(areEndpoints()).should().bePublic();

    @ArchTest
    static final ArchRule endpointsDoNotBlock = methods().that(areEndpoints())
            .should().haveRawReturnType(DescribedPredicate.describe("Uni or Multi",
                    type -> type.isEquivalentTo(Uni.class) || type.isAssignableTo(Multi.class)));

    @ArchTest
    static final ArchRule onlyTheStartWaits = noClasses().that().resideOutsideOfPackages(START)
            .should().dependOnClassesThat().belongToAnyOf(UniAwait.class)
            .orShould().callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.name("subscribeAndAwait")));

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = fields().should().notBeAnnotatedWith(Inject.class)
            .andShould().notBeAnnotatedWith(ConfigProperty.class);

    /** Hibernate Reactive keeps the state of such a delete in a field that all sessions share, so two at once fail (HR000069). */
    @ArchTest
    static final ArchRule deletesAreQueries = noClasses().should().accessTargetWhere(deletesAnEntity())
            .because("concurrent deletes of entities fail");

    /** CONTRIBUTING.md lists the exceptions, with their reasons. */
    @ArchTest
    static final ArchRule readsGoByDatabase = noClasses()
            .that(areNot("Database", "Connections", "ExportRepository", "KeyRepository"))
            .should().dependOnClassesThat(JavaClass.Predicates.assignableTo(Pool.class));

    @ArchTest
    static final ArchRule changesGoByRepositories =
            noClasses().should().callMethodWhere(DescribedPredicate.describe("a native query through Hibernate",
                    call -> call.getTarget().getName().equals("createNativeQuery")));

    /** Hibernate calls their constructors by reflection, which a native executable only has for what is registered. */
    @ArchTest
    static final ArchRule resultsOfQueriesAreRegistered = classes().that(DescribedPredicate.describe("select by HQL",
            type -> type.getMethodCallsFromSelf().stream().anyMatch(call -> call.getName().equals("createSelectionQuery"))))
            .should(selectOnlyRegisteredRecords());

    @ArchTest
    static final ArchRule transactionsAreMethods = noClasses().should().callMethodWhere(DescribedPredicate
            .describe("a transaction around a lambda", call -> call.getTarget().getName().equals("withTransaction")
                    && call.getTarget().getOwner().isEquivalentTo(Panache.class)));

    /** What an association removes, it removes as an entity. */
    @ArchTest
    static final ArchRule entitiesHaveNoAssociations = noFields().should().beAnnotatedWith(OneToMany.class)
            .orShould().beAnnotatedWith(OneToOne.class).orShould().beAnnotatedWith(ManyToOne.class)
            .orShould().beAnnotatedWith(ManyToMany.class).orShould().beAnnotatedWith(ElementCollection.class);

    @ArchTest
    static final ArchRule jdbcIsForMigrationsAndErrorCodesAlone = noClasses().that().resideOutsideOfPackage(ROOT + "error")
            .should().dependOnClassesThat(resideInAPackage("java.sql..").or(resideInAPackage("javax.sql..")));

    /** They take time that grows faster than the text; what reads the configuration may use them. */
    @ArchTest
    static final ArchRule noRegularExpressionHidesInAMethodOfString = noClasses()
            .that().resideOutsideOfPackages(START).and().doNotHaveSimpleName("Providers")
            .should().callMethod(String.class, "replaceAll", String.class, String.class)
            .orShould().callMethod(String.class, "replaceFirst", String.class, String.class)
            .orShould().callMethod(String.class, "matches", String.class);

    /** Internal classes change with any release. These users are left; none may be added. */
    @ArchTest
    static final ArchRule internalClassesAreNotUsed = noClasses()
            .that(areNot("Channels", "DatabaseErrors"))
            .should().dependOnClassesThat(resideInAnyPackage("io.vertx..impl..", "org.hibernate..impl..",
                    "io.quarkus.oidc.runtime..", "io.quarkus.oidc.common.runtime..", "io.quarkus.flyway.runtime..",
                    "io.quarkus.datasource.common.runtime.."));

    @ArchTest
    static void packagesHoldThreeToSixteenFiles(JavaClasses all) {
        Map<String, Long> sizes = all.stream().filter(type -> type.isTopLevelClass() && !type.isAnonymousClass())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        assertEquals(Map.of(), sizes.entrySet().stream().filter(p -> p.getValue() < FEWEST_FILES || p.getValue() > MOST_FILES)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Before the resource of a request is known, its path alone says that the body is not read. */
    @ArchTest
    static void pathsOfSpooledBodiesAreListed(JavaClasses all) {
        assertEquals(new TreeSet<>(Spooled.PATHS), all.stream().filter(type -> type.isAnnotatedWith(Spooled.class))
                .map(type -> type.getAnnotationOfType(Path.class).value()).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static DescribedPredicate<JavaAccess<?>> deletesAnEntity() {
        return DescribedPredicate.describe("deletes an entity", access -> DELETES.contains(access.getTarget().getName())
                && access.getTarget().resolveMember().filter(ArchitectureTest::isOfAnEntityStore).isPresent());
    }

    /** Deletes by a query take its text first, or delete all there is. */
    private static boolean isOfAnEntityStore(JavaMember member) {
        List<JavaClass> parameters = ((JavaCodeUnit) member).getRawParameterTypes();
        boolean isQuery = parameters.isEmpty() ? member.getName().equals("deleteAll")
                : parameters.get(0).isEquivalentTo(String.class);
        return !isQuery && ENTITY_STORES.stream().anyMatch(member.getOwner()::isEquivalentTo);
    }

    private static ArchCondition<JavaClass> dependOnlyOnLowerRows() {
        Map<String, Integer> rowOf = new HashMap<>();
        ROWS.forEach(row -> row.forEach(name -> rowOf.put(ROOT + name, ROWS.indexOf(row))));
        return each("know only packages of lower rows", arrow -> isWithinOnePackage(arrow) || isForeign(arrow.getTargetClass())
                || rowOf.getOrDefault(packageOf(arrow.getTargetClass()), ROWS.size()) < rowOf
                        .getOrDefault(packageOf(arrow.getOriginClass()), -1));
    }

    private static ArchCondition<JavaClass> knowNoForeignEntity() {
        return each("know no entity of another package",
                arrow -> isWithinOnePackage(arrow) || !arrow.getTargetClass().isAnnotatedWith(Entity.class));
    }

    private static ArchCondition<JavaClass> knowOnlyPersistenceTenantAndTheirPackage() {
        DescribedPredicate<JavaClass> allowed =
                resideInAnyPackage("java..", "jakarta.persistence..", ROOT + "tenant", ROOT + "caller");
        return each("know only jakarta.persistence, java, tenant, caller and their own package",
                arrow -> isWithinOnePackage(arrow) || allowed.test(baseOf(arrow.getTargetClass())));
    }

    private static ArchCondition<JavaClass> each(String description, java.util.function.Predicate<Dependency> holds) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                from.getDirectDependenciesFromSelf().stream().filter(holds.negate())
                        .forEach(arrow -> events.add(SimpleConditionEvent.violated(arrow, arrow.getDescription())));
            }
        };
    }

    private static boolean isWithinOnePackage(Dependency arrow) {
        return packageOf(arrow.getOriginClass()).equals(packageOf(arrow.getTargetClass()));
    }

    private static ArchCondition<JavaClass> selectOnlyRegisteredRecords() {
        return new ArchCondition<>("select only records that are registered for reflection") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getReferencedClassObjects().stream().map(ReferencedClassObject::getRawType).filter(JavaClass::isRecord)
                        .forEach(record -> events.add(new SimpleConditionEvent(record,
                                record.isAnnotatedWith(RegisterForReflection.class), record.getFullName())));
            }
        };
    }

    private static DescribedPredicate<JavaClass> areNot(String... names) {
        return DescribedPredicate.describe("are not " + String.join(", ", names),
                type -> !List.of(names).contains(type.getSimpleName()));
    }

    private static boolean isForeign(JavaClass type) {
        return !packageOf(type).startsWith(ROOT);
    }

    private static String packageOf(JavaClass type) {
        return baseOf(type).getPackageName();
    }

    private static JavaClass baseOf(JavaClass type) {
        return type.getBaseComponentType();
    }

    private static DescribedPredicate<JavaMethod> areEndpoints() {
        return DescribedPredicate.describe("are endpoints",
                method -> method.getAnnotations().stream().anyMatch(a -> a.getRawType().isAnnotatedWith(HttpMethod.class)));
    }

    private static ArchCondition<JavaMethod> sayWhoMayCall() {
        return new ArchCondition<>("name privileges in @RolesAllowed, or be open to all, or to all who are logged in") {
            @Override
            public void check(JavaMethod endpoint, ConditionEvents events) {
                events.add(new SimpleConditionEvent(endpoint, isGuarded(endpoint), endpoint.getFullName()));
            }
        };
    }

    private static boolean isGuarded(JavaMethod endpoint) {
        boolean open = annotated(endpoint, PermitAll.class).findAny().isPresent()
                || annotated(endpoint, Authenticated.class).findAny().isPresent();
        Set<String> roles = annotated(endpoint, RolesAllowed.class).flatMap(a -> Arrays.stream(a.value()))
                .collect(Collectors.toCollection(TreeSet::new));
        return open != !roles.isEmpty() && roles.stream().allMatch(r -> Privilege.labelled(r).isPresent());
    }

    private static <A extends Annotation> Stream<A> annotated(JavaMethod endpoint, Class<A> type) {
        return Stream.concat(endpoint.tryGetAnnotationOfType(type).stream(),
                endpoint.getOwner().tryGetAnnotationOfType(type).stream());
    }
}

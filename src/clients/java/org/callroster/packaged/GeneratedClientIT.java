package org.callroster.packaged;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import org.callroster.ContractCalls;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.ApiResponse;
import org.openapitools.client.api.AccessTokensApi;
import org.openapitools.client.api.AccessTokensApi.APIIntrospectTokenRequest;
import org.openapitools.client.api.AccessTokensApi.APIRequestAccessTokenRequest;
import org.openapitools.client.api.AccessTokensApi.APIRequestStandardAccessTokenRequest;
import org.openapitools.client.api.AccessTokensApi.APIRevokeTokenRequest;
import org.openapitools.client.api.ApiSecretsApi;
import org.openapitools.client.api.ApiSecretsApi.APIEndSecretRequest;
import org.openapitools.client.api.ApiSecretsApi.APIListSecretsRequest;
import org.openapitools.client.api.ApiSecretsApi.APIMakeSecretRequest;
import org.openapitools.client.api.AuditApi;
import org.openapitools.client.api.AuditApi.APIListEventsRequest;
import org.openapitools.client.api.DiscoveryApi;
import org.openapitools.client.api.DiscoveryApi.APIGetKeysRequest;
import org.openapitools.client.api.DiscoveryApi.APIGetMetadataRequest;
import org.openapitools.client.api.DiscoveryApi.APIGetOpenIdMetadataRequest;
import org.openapitools.client.api.LockStateApi;
import org.openapitools.client.api.LockStateApi.APIClearLockRequest;
import org.openapitools.client.api.LockStateApi.APIGetLockStateRequest;
import org.openapitools.client.api.LockStateApi.APIListLocksRequest;
import org.openapitools.client.api.PhonesApi;
import org.openapitools.client.api.PhonesApi.APIDeleteAccessNumberRequest;
import org.openapitools.client.api.PhonesApi.APIExportAccessNumbersRequest;
import org.openapitools.client.api.PhonesApi.APIExportUserPhoneNumbersRequest;
import org.openapitools.client.api.PhonesApi.APIGetExtensionPoolRequest;
import org.openapitools.client.api.PhonesApi.APIPutAccessNumberRequest;
import org.openapitools.client.api.PhonesApi.APIPutExtensionPoolRequest;
import org.openapitools.client.api.RolesApi;
import org.openapitools.client.api.RolesApi.APIDeleteRoleRequest;
import org.openapitools.client.api.RolesApi.APIListRolesRequest;
import org.openapitools.client.api.RolesApi.APIPutRoleRequest;
import org.openapitools.client.api.ScimApi;
import org.openapitools.client.api.ScimApi.APIEndScimTokenRequest;
import org.openapitools.client.api.ScimApi.APIGetScimSettingRequest;
import org.openapitools.client.api.ScimApi.APIListScimTokensRequest;
import org.openapitools.client.api.ScimApi.APIMakeScimTokenRequest;
import org.openapitools.client.api.ScimApi.APIPutScimSettingRequest;
import org.openapitools.client.api.SecurityPolicyApi;
import org.openapitools.client.api.SecurityPolicyApi.APIChangeSecurityPolicyRequest;
import org.openapitools.client.api.SecurityPolicyApi.APIGetSecurityPolicyRequest;
import org.openapitools.client.api.SessionsApi;
import org.openapitools.client.api.SessionsApi.APIChangePasswordRequest;
import org.openapitools.client.api.SessionsApi.APICheckSessionRequest;
import org.openapitools.client.api.SessionsApi.APILoginRequest;
import org.openapitools.client.api.SessionsApi.APILogoutRequest;
import org.openapitools.client.api.SkillsApi;
import org.openapitools.client.api.SkillsApi.APIDeleteSkillRequest;
import org.openapitools.client.api.SkillsApi.APIListSkillsRequest;
import org.openapitools.client.api.SkillsApi.APIPutSkillRequest;
import org.openapitools.client.api.TeamsApi;
import org.openapitools.client.api.TeamsApi.APIDeleteTeamRequest;
import org.openapitools.client.api.TeamsApi.APIListTeamsRequest;
import org.openapitools.client.api.TeamsApi.APIPutTeamRequest;
import org.openapitools.client.api.UsersApi;
import org.openapitools.client.api.UsersApi.APICreateUserRequest;
import org.openapitools.client.api.UsersApi.APIDeleteUserRequest;
import org.openapitools.client.api.UsersApi.APIGetSupervisedTeamsRequest;
import org.openapitools.client.api.UsersApi.APIGetUserRequest;
import org.openapitools.client.api.UsersApi.APIListUsersRequest;
import org.openapitools.client.api.UsersApi.APIPutSupervisedTeamsRequest;
import org.openapitools.client.api.UsersApi.APIUpdateUserRequest;
import org.openapitools.client.model.AccessNumber;
import org.openapitools.client.model.AccessNumberType;
import org.openapitools.client.model.ExtensionPool;
import org.openapitools.client.model.ExtensionRange;
import org.openapitools.client.model.ListedUser;
import org.openapitools.client.model.Login;
import org.openapitools.client.model.Media;
import org.openapitools.client.model.NewAccessNumber;
import org.openapitools.client.model.NewScimToken;
import org.openapitools.client.model.NewSecret;
import org.openapitools.client.model.NewUser;
import org.openapitools.client.model.PasswordChange;
import org.openapitools.client.model.Privilege;
import org.openapitools.client.model.Role;
import org.openapitools.client.model.RoleChange;
import org.openapitools.client.model.ScimSetting;
import org.openapitools.client.model.ScimToken;
import org.openapitools.client.model.Secret;
import org.openapitools.client.model.SecurityPolicyChange;
import org.openapitools.client.model.Skill;
import org.openapitools.client.model.Supervision;
import org.openapitools.client.model.Team;
import org.openapitools.client.model.User;
import org.openapitools.client.model.UserChange;
import org.openapitools.client.model.UserPhoneNumber;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The Java client that openapi-generator makes of the document makes every call, and finds in the answers what is there. */
class GeneratedClientIT {

    private static final String TENANT = "example.com";
    private static final String SECRET = "example-only-secret-never-use-in-production-0001";
    private static final String PASSWORD = "seven lazy zebras at noon";
    private static final String NEW_PASSWORD = "eight lazy zebras at noon";
    private static final String ANN = "ann/é";
    private static final String NUMBER = "14155550999";

    private static Installation installation;
    private static Service service;

    /** As the document writes them: {@code GET /configapi/v2/user/{loginId}}. */
    private final Set<String> called = new TreeSet<>();
    private final ApiClient client =
            new ApiClient().setHost("localhost").setPort(service.port()).setRequestInterceptor(this::authorize);
    private final UsersApi users = new UsersApi(client);
    private final AccessTokensApi tokens = new AccessTokensApi(client);
    private String token;

    @BeforeAll
    static void start() {
        installation = Installation.empty("generated-client");
        service = installation.start(Map.of("CALLROSTER_DATA_DIR", installation.data().toString(),
                "CALLROSTER_BOOTSTRAP_FILE", Path.of("examples", "example.com.json").toAbsolutePath().toString())).awaitReady();
    }

    @AfterAll
    static void end() {
        service.close();
        installation.stopPostmasters();
    }

    @Test
    void everyCallOfTheDocumentWorks() throws ApiException {
        getToken();
        discovery();
        directory();
        user();
        phones();
        pool();
        secrets();
        scim();
        sessions();
        locks();
        policyAndAudit();
        theEnd();
        introspectionAndRevocation();
        assertEquals(
                ContractCalls.everywhere().stream().filter(ContractCalls::isForGeneratedClients)
                        .collect(Collectors.toCollection(TreeSet::new)),
                called);
    }

    private void getToken() throws ApiException {
        token = tokens
                .requestAccessToken(APIRequestAccessTokenRequest.newBuilder().grantType("client_credentials").tenant(TENANT)
                        .clientId("admin").clientSecret(SECRET).build())
                .getAccessToken();
        assertThat(tokens.requestStandardAccessToken(APIRequestStandardAccessTokenRequest.newBuilder()
                .grantType("client_credentials").tenant(TENANT).clientId("admin").clientSecret(SECRET).build())
                .getExpiresIn(), is(greaterThan(3590)));
    }

    private void discovery() throws ApiException {
        DiscoveryApi discovery = new DiscoveryApi(client);
        assertThat(discovery.getMetadata(APIGetMetadataRequest.newBuilder().build()).getTokenEndpoint().toString(),
                endsWith("/oauth/token"));
        assertThat(discovery.getOpenIdMetadata(APIGetOpenIdMetadataRequest.newBuilder().build()).getTokenEndpoint().toString(),
                endsWith("/oauth/token"));
        assertThat(discovery.getKeys(APIGetKeysRequest.newBuilder().build()).getKeys().get(0).getKid(), notNullValue());
    }

    private void directory() throws ApiException {
        TeamsApi teams = new TeamsApi(client);
        teams.putTeam(APIPutTeamRequest.newBuilder().name("Night & Day").build());
        assertThat(teams.listTeams(APIListTeamsRequest.newBuilder().build()).stream().map(Team::getName).toList(),
                hasItem("Night & Day"));
        SkillsApi skills = new SkillsApi(client);
        skills.putSkill(APIPutSkillRequest.newBuilder().name("Dutch").build());
        assertThat(skills.listSkills(APIListSkillsRequest.newBuilder().build()).stream().map(Skill::getName).toList(),
                hasItem("Dutch"));
        RolesApi roles = new RolesApi(client);
        roles.putRole(APIPutRoleRequest.newBuilder().name("Clerk")
                .roleChange(new RoleChange().privileges(List.of(Privilege.MANAGE_USERS)).assignToNewUsers(false)).build());
        assertThat(
                roles.putRole(APIPutRoleRequest.newBuilder().name("Clerk").roleChange(new RoleChange().assignToNewUsers(true))
                        .build()).getPrivileges(),
                is(List.of(Privilege.MANAGE_USERS)));
        assertThat(roles.listRoles(APIListRolesRequest.newBuilder().build()).stream().map(Role::getName).toList(),
                hasItem("Clerk"));
    }

    private void user() throws ApiException {
        ApiResponse<Void> created = users.createUserWithHttpInfo(APICreateUserRequest.newBuilder().newUser(ann()).build());
        assertThat(created.getHeaders().get("location"), is(List.of("/configapi/v2/user/ann%2F%C3%A9")));
        assertEquals(409, assertThrows(ApiException.class,
                () -> users.createUser(APICreateUserRequest.newBuilder().newUser(ann()).build())).getCode());
        User changed = users.updateUser(change(new UserChange().team("Sales")));
        assertThat(changed.getTeam(), is("Sales"));
        assertThat("what was not set is not sent", changed.getSkills(), is(Map.of("Dutch", 80)));
        assertThat(changed.getRoles(), is(List.of("Agent")));
        assertThat(changed.getEmail(), is("ann@example.com"));
        found();
        assertThat(users.updateUser(change(new UserChange().password(PASSWORD).email(""))).getEmail(), is((String) null));
    }

    private void found() throws ApiException {
        ListedUser found =
                users.listUsers(APIListUsersRequest.newBuilder().q("ANN@example").limit(10).build()).getUsers().get(0);
        assertThat(found.getLoginId(), is(ANN));
        assertThat(found.getEtag(), notNullValue());
        assertThat(users.putSupervisedTeams(APIPutSupervisedTeamsRequest.newBuilder().loginId(ANN)
                .supervision(new Supervision().teams(List.of("Sales"))).build()).getTeams(), is(List.of("Sales")));
        assertThat(users.getSupervisedTeams(APIGetSupervisedTeamsRequest.newBuilder().loginId(ANN).build()).getTeams(),
                is(List.of("Sales")));
    }

    private static NewUser ann() {
        return new NewUser().loginId(ANN).firstName("Ann").lastName("A").team("Night & Day").extension("4711")
                .email("ann@example.com").skills(Map.of("Dutch", 80)).roles(List.of("Agent")).disabled(false);
    }

    private static APIUpdateUserRequest change(UserChange change) {
        return APIUpdateUserRequest.newBuilder().loginId(ANN).userChange(change).build();
    }

    private void phones() throws ApiException {
        PhonesApi phones = new PhonesApi(client);
        AccessNumber put = phones.putAccessNumber(APIPutAccessNumberRequest.newBuilder().number(NUMBER)
                .newAccessNumber(new NewAccessNumber().media(Media.VOICE).type(AccessNumberType.SOFTPHONE).extension("4711"))
                .build());
        assertThat(put.getLoginId(), is(ANN));
        assertThat(phones.exportUserPhoneNumbers(APIExportUserPhoneNumbersRequest.newBuilder().build()).stream()
                .map(UserPhoneNumber::getExternal).toList(), hasItem(NUMBER));
        assertThat(phones.exportAccessNumbers(APIExportAccessNumbersRequest.newBuilder().build()).stream()
                .map(AccessNumber::getNumber).toList(), hasItem(NUMBER));
        phones.deleteAccessNumber(APIDeleteAccessNumberRequest.newBuilder().number(NUMBER).build());
        assertThat(phones.exportAccessNumbers(APIExportAccessNumbersRequest.newBuilder().build()).stream()
                .map(AccessNumber::getNumber).toList(), not(hasItem(NUMBER)));
    }

    private void pool() throws ApiException {
        PhonesApi phones = new PhonesApi(client);
        ExtensionPool pool = new ExtensionPool().ranges(List.of(new ExtensionRange().from("4000").to("4999")));
        assertThat(phones.putExtensionPool(APIPutExtensionPoolRequest.newBuilder().extensionPool(pool).build()), is(pool));
        assertThat(phones.getExtensionPool(APIGetExtensionPoolRequest.newBuilder().build()), is(pool));
    }

    private void secrets() throws ApiException {
        ApiSecretsApi secrets = new ApiSecretsApi(client);
        assertThat(secrets.makeSecret(APIMakeSecretRequest.newBuilder().loginId(ANN).newSecret(new NewSecret()).build())
                .getClientId(), is(ANN));
        List<Secret> listed = secrets.listSecrets(APIListSecretsRequest.newBuilder().loginId(ANN).build());
        secrets.endSecret(APIEndSecretRequest.newBuilder().loginId(ANN).id(listed.get(0).getId()).build());
        assertThat(secrets.listSecrets(APIListSecretsRequest.newBuilder().loginId(ANN).build()), is(List.of()));
    }

    private void scim() throws ApiException {
        ScimApi scim = new ScimApi(client);
        ScimSetting setting = new ScimSetting().defaultTeam("Sales");
        assertThat(scim.putScimSetting(APIPutScimSettingRequest.newBuilder().scimSetting(setting).build()), is(setting));
        assertThat(scim.getScimSetting(APIGetScimSettingRequest.newBuilder().build()), is(setting));
        UUID made = scim.makeScimToken(APIMakeScimTokenRequest.newBuilder().loginId("admin")
                .newScimToken(new NewScimToken().name("provider")).build()).getId();
        assertThat(scim.listScimTokens(APIListScimTokensRequest.newBuilder().loginId("admin").build()).stream()
                .map(ScimToken::getId).toList(), is(List.of(made)));
        scim.endScimToken(APIEndScimTokenRequest.newBuilder().loginId("admin").id(made).build());
        assertThat(scim.listScimTokens(APIListScimTokensRequest.newBuilder().loginId("admin").build()), is(List.of()));
    }

    private void sessions() throws ApiException {
        SessionsApi sessions = new SessionsApi(client);
        sessions.changePassword(APIChangePasswordRequest.newBuilder().passwordChange(new PasswordChange().domain(TENANT)
                .username(ANN).password(PASSWORD).newpassword(NEW_PASSWORD)).build());
        UUID session = sessions.login(APILoginRequest.newBuilder().login(new Login().domain(TENANT).username(ANN)
                .password(NEW_PASSWORD).application(Login.ApplicationEnum.AGENTDESKTOP)).build()).getSessionId();
        assertThat(sessions.checkSession(APICheckSessionRequest.newBuilder().sessionId(session).build()).getSessionId(),
                is(session));
        assertThat(sessions.logout(APILogoutRequest.newBuilder().xSessionId(session).build()).getSessionId(), is(session));
        User ann = users.getUser(APIGetUserRequest.newBuilder().loginId(ANN).build());
        assertThat(ann.getLoginInfo().getAppType(), is("Agent Desktop"));
        assertThat("a user that was read is written back", users.updateUser(change(new UserChange().loginId(ann.getLoginId())
                .firstName("Anna").loginInfo(ann.getLoginInfo()))).getFirstName(), is("Anna"));
    }

    private void locks() throws ApiException {
        LockStateApi locks = new LockStateApi(client);
        assertThat(locks.getLockState(APIGetLockStateRequest.newBuilder().loginId(ANN).build()).getLockedOut(), is(false));
        assertThat(locks.clearLock(APIClearLockRequest.newBuilder().loginId(ANN).build()).getLockedOut(), is(false));
        assertThat(locks.listLocks(APIListLocksRequest.newBuilder().limit(10).build()).getLocks(), is(List.of()));
    }

    private void policyAndAudit() throws ApiException {
        SecurityPolicyApi policy = new SecurityPolicyApi(client);
        policy.changeSecurityPolicy(APIChangeSecurityPolicyRequest.newBuilder()
                .securityPolicyChange(new SecurityPolicyChange().maxLoginAttempts(5)).build());
        assertThat(policy.getSecurityPolicy(APIGetSecurityPolicyRequest.newBuilder().build()).getMaxLoginAttempts(), is(5));
        assertThat(new AuditApi(client).listEvents(APIListEventsRequest.newBuilder().user("ANN/É").kind("user created").build())
                .getEvents().get(0).getSubject(), is(ANN));
    }

    private void theEnd() throws ApiException {
        users.deleteUser(APIDeleteUserRequest.newBuilder().loginId(ANN).build());
        assertEquals(404, assertThrows(ApiException.class,
                () -> users.getUser(APIGetUserRequest.newBuilder().loginId(ANN).build())).getCode());
        new TeamsApi(client).deleteTeam(APIDeleteTeamRequest.newBuilder().name("Night & Day").build());
        new SkillsApi(client).deleteSkill(APIDeleteSkillRequest.newBuilder().name("Dutch").build());
        new RolesApi(client).deleteRole(APIDeleteRoleRequest.newBuilder().name("Clerk").build());
    }

    private void introspectionAndRevocation() throws ApiException {
        assertThat(tokens.introspectToken(APIIntrospectTokenRequest.newBuilder().token(token).build()).getActive(), is(true));
        tokens.revokeToken(APIRevokeTokenRequest.newBuilder().token(token).build());
    }

    private void authorize(HttpRequest.Builder request) {
        HttpRequest sent = request.copy().build();
        called.addAll(ContractCalls.everywhere().stream().filter(call -> isOne(sent, call)).collect(Collectors.toSet()));
        if (token != null && !sent.uri().getPath().startsWith("/session_")) {
            request.header("Authorization", "Bearer " + token);
        }
    }

    /** Values in a path hold no slash. */
    private static boolean isOne(HttpRequest sent, String call) {
        return (sent.method() + " " + sent.uri().getRawPath()).matches(call.replaceAll("\\{\\w+}", "[^/]+"));
    }
}

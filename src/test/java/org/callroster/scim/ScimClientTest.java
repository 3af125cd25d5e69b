package org.callroster.scim;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.glassfish.jersey.jnh.connector.JavaNetHttpConnectorProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.ResourceConflictException;
import com.unboundid.scim2.common.exceptions.ResourceNotFoundException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.messages.ListResponse;
import com.unboundid.scim2.common.messages.PatchOperation;
import com.unboundid.scim2.common.messages.PatchRequest;
import com.unboundid.scim2.common.messages.SortOrder;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.Member;
import com.unboundid.scim2.common.types.Name;
import com.unboundid.scim2.common.types.UserResource;
import com.unboundid.scim2.common.utils.JsonUtils;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A SCIM client that knows nothing of this service drives it: that of UnboundID. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ScimClientTest {

    private Client http;
    private ScimService scim;
    private URI base;

    @BeforeEach
    void connect() {
        String token = Api.token(SmallTenant.create().name(), "admin");
        http = new JerseyClientBuilder().withConfig(new ClientConfig().connectorProvider(new JavaNetHttpConnectorProvider()))
                .register(new JacksonJsonProvider(JsonUtils.createObjectMapper())).register(new Bearer(token)).build();
        base = URI.create("http://localhost:" + RestAssured.port + "/scim/v2");
        scim = new ScimService(http.target(base));
    }

    private record Bearer(String token) implements ClientRequestFilter {

        @Override
        public void filter(ClientRequestContext request) throws IOException {
            request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        }
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void itReadsWhatTheServiceTellsOfItself() throws ScimException {
        assertThat(scim.getServiceProviderConfig().getPatch().isSupported(), is(true));
        assertThat(scim.getResourceTypes().getResources(), hasSize(2));
        assertThat(scim.getSchemas().getTotalResults(), is(7));
        assertThat(scim.getSchema(Scim.ENTERPRISE).getName(), is("EnterpriseUser"));
        assertThat(scim.getResourceType("User").getEndpoint().toString(), is("/Users"));
    }

    @Test
    void itCreatesFindsChangesAndDeletesUsers() throws ScimException {
        UserResource user =
                new UserResource().setUserName("bab").setName(new Name().setGivenName("Bab").setFamilyName("Jensen"))
                        .setEmails(new Email().setValue("bab@example.com").setType("work").setPrimary(true));
        UserResource made = scim.create("Users", user);
        assertThat(made.getDisplayName(), is((String) null));
        ListResponse<UserResource> found = scim.searchRequest("Users").filter("userName eq \"BAB\" and emails.type eq \"work\"")
                .sort("userName", SortOrder.ASCENDING).page(1, 10).invoke(UserResource.class);
        assertThat(found.getResources().get(0).getId(), is(made.getId()));
        UserResource changed = scim.modify("Users", made.getId(), new PatchRequest(List.of(
                PatchOperation.replace("active", BooleanNode.FALSE), PatchOperation.add("nickName", TextNode.valueOf("B")),
                PatchOperation.remove("emails[type eq \"work\"]"))), UserResource.class);
        assertThat(changed.getActive(), is(false));
        assertThat(changed.getNickName(), is("B"));
        assertThat(changed.getEmails() == null, is(true));
        UserResource replaced = scim.replaceRequest(URI.create(base + "/Users/" + made.getId()), changed.setTitle("Boss"))
                .invoke();
        assertThat(replaced.getTitle(), is("Boss"));
        assertThrows(ResourceConflictException.class, () -> scim.create("Users", user));
        scim.delete("Users", made.getId());
        assertThrows(ResourceNotFoundException.class, () -> scim.retrieve("Users", made.getId(), UserResource.class));
    }

    @Test
    void itChangesGroups() throws ScimException {
        UserResource user = scim.create("Users", new UserResource().setUserName("member"));
        GroupResource group = scim.create("Groups", new GroupResource().setDisplayName("Club")
                .setMembers(new Member().setValue(user.getId())));
        assertThat(group.getMembers().stream().map(Member::getDisplay).toList(), contains("member"));
        GroupResource empty = scim.modify("Groups", group.getId(),
                new PatchRequest(List.of(PatchOperation.remove("members[value eq \"" + user.getId() + "\"]"))),
                GroupResource.class);
        assertThat(empty.getMembers() == null || empty.getMembers().isEmpty(), is(true));
        scim.delete("Groups", group.getId());
    }
}

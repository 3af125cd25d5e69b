package org.callroster.scim;

import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SmokeTest {
    @Test
    void go() {
        Scim scim = Scim.of(SmallTenant.create());
        String[] posts = {
                "{'schemas':['" + Scim.USER
                        + "'],'userName':'Ann','externalId':'x1','name':{'givenName':'Ann','familyName':'A'},'emails':[{'value':'a@b.c','type':'work','primary':true},{'value':'home@b.c','type':'home'}],'title':'Boss','roles':[],'"
                        + Scim.ENTERPRISE + "':{'department':'D','manager':'m1'}}" };
        for (String p : posts)
            System.out.println("### " + show(scim.sends(p).post("/Users")));
        String id = scim.one("Users", "userName eq \"ANN\"").get("id").toString();
        System.out.println("### " + show(scim.get("/users/" + id + "/")));
        for (String f : new String[] { "userName eq \"ann\"", "emails[type eq \"work\"].value eq \"A@B.c\"",
                "emails eq \"home@b.c\"", "title eq \"boss\"", "active eq True",
                "meta.lastModified gt \"2020-01-01T00:00:00Z\"", "name.familyName sw \"a\" and not (title pr)",
                "groups.display eq \"Staff\"", Scim.ENTERPRISE + ":department eq \"d\"", "manager eq \"m1\"",
                "roles eq \"Everything\"", "phoneNumbers[type eq \"extension\"].value eq \"100\"", "bad eq 1", "(((" })
            System.out.println("### " + f + " -> " + show(scim.find("Users", f)));
        System.out.println("### " + show(scim.patch("/Users/" + id,
                "{'op':'Replace','path':'active','value':'False'},{'op':'Add','path':'emails[type eq \\'other\\'].value','value':'o@b.c'}"
                        .replace("\\'", "\\\""))));
        System.out.println("### " + show(scim.patch("/Users/" + id, "{'op':'Replace','path':'nickName','value':'N'}")));
        System.out.println("### "
                + show(scim.sends("{'schemas':['" + Scim.GROUP + "'],'displayName':'G','members':[{'value':'" + id + "'}]}")
                        .post("/Groups")));
        System.out.println("### " + show(scim.get("/Groups")));
        System.out.println("### " + show(scim.get("/Groups?excludedAttributes=members")));
        String g = scim.one("Groups", "displayName eq \"G\"").get("id").toString();
        System.out.println("### " + show(scim.get("/Groups/" + g)));
        System.out.println("### " + show(scim.patch("/Groups/" + g,
                "{'op':'remove','path':'members[value eq \\'" + id + "\\']'}".replace("\\'", "\\\""))));
        System.out.println("### " + show(scim.get("/Users?sortBy=userName&count=1&cursor=")));
        System.out.println("### " + show(scim.get("/Users?startIndex=2&count=1&attributes=userName")));
        System.out.println("### " + show(scim.get("/Nope")));
        System.out.println("### " + show(scim.call().patch("/Users")));
        System.out.println("### " + show(scim.call().delete("/Groups/" + g)));
        System.out.println("### " + show(scim.call().delete("/Users/" + id)));
        System.out.println("### " + show(scim.get("/Users/" + id)));
    }
    private static String show(io.restassured.response.Response r) {
        return r.statusCode() + " " + r.contentType() + " " + r.header("Location") + " " + r.header("ETag") + " "
                + r.asString();
    }
}

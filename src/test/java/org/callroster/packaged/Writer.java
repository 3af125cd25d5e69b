package org.callroster.packaged;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.restassured.path.json.JsonPath;

/**
 * A client that creates users, gives each a telephone number, changes each three times, and remembers what was acknowledged.
 * All values of a user that one write changes hold the same number, so that a partial write can be told from a whole one.
 */
final class Writer implements Crowd.Client {

    static final String TEAM = "Night Shift";
    /** Users that lack a part of what was written with them, or have a part of another write. */
    static final String HALF_WRITTEN_USERS = """
            app_user u where login_id like 'w%-%' and not (
                (select count(*) from user_role r where r.tenant_id = u.tenant_id and r.user_id = u.id) = 2
                and (select count(*) from user_skill s where s.tenant_id = u.tenant_id and s.user_id = u.id
                    and s.level = cast(u.first_name as int)) = 2
                and u.first_name = u.last_name and u.extension <> ''
                and (select count(*) from audit a where a.tenant_id = u.tenant_id and a.subject = u.login_id
                    and a.action = 'user created') = 1
                and (select count(*) from audit a where a.tenant_id = u.tenant_id and a.subject = u.login_id
                    and a.action = 'user updated') = cast(u.first_name as int))""";
    static final String TRACES_OF_NO_USER = """
            audit a where action = 'user created' and subject like 'w%-%'
                and not exists (select 1 from app_user u where u.tenant_id = a.tenant_id and u.login_id = a.subject)""";
    static final String HALF_WRITTEN_NUMBERS = """
            access_number n where user_id is null or 1 <> (select count(*) from audit a
                where a.tenant_id = n.tenant_id and a.subject = n.number and a.action = 'access number written')""";
    static final String TRACES_OF_NO_NUMBER = """
            audit a where action = 'access number written'
                and not exists (select 1 from access_number n where n.tenant_id = a.tenant_id and n.number = a.subject)""";

    private static final int CHANGES = 3;
    private static final String ROLES = "\"roles\":[\"Agent\",\"Supervisor\"]";
    private static final String STAMPED =
            "\"firstName\":\"%1$d\",\"lastName\":\"%1$d\",\"skills\":{\"English\":%1$d,\"French\":%1$d}";

    private final int client;
    private final Tally answers;
    private final Map<String, Integer> acknowledgedUsers = new TreeMap<>();
    private final Set<String> acknowledgedNumbers = new TreeSet<>();
    private Service service;
    private String token;
    private volatile int acknowledged;
    private int users;

    Writer(int client, Tally answers) {
        this.client = client;
        this.answers = answers;
    }

    static void prepare(Service service, String token) {
        service.put("/configapi/v2/team/Night%20Shift", token, "{}");
        service.put("/configapi/v2/skill/English", token, "{}");
        service.put("/configapi/v2/skill/French", token, "{}");
    }

    Writer at(Service next, String withToken) {
        service = next;
        token = withToken;
        return this;
    }

    int acknowledged() {
        return acknowledged;
    }

    /** One user, from creation to the last change, or to the first write that was not acknowledged. */
    @Override
    public boolean turn() {
        String login = "w" + client + "-" + users++;
        return create(login) && giveNumber(login) && change(login);
    }

    private boolean create(String login) {
        String user = "{\"loginId\":\"" + login + "\",\"team\":\"" + TEAM + "\"," + ROLES + "," + STAMPED.formatted(0) + "}";
        boolean done = isAcknowledged(service.post("/configapi/v2/user", token, user));
        if (done) {
            acknowledgedUsers.put(login, 0);
        }
        return done;
    }

    private boolean giveNumber(String login) {
        HttpResponse<String> user = service.get("/configapi/v2/user/" + login, token);
        answers.add(Answers.outcome(user));
        String number = "1" + client + "0" + users;
        String softphone = "{\"media\":\"voice\",\"type\":\"softphone\",\"extension\":\"%s\"}";
        boolean done = user.statusCode() == 200 && isAcknowledged(service.put("/configapi/v2/phone/ext/" + number, token,
                softphone.formatted(JsonPath.from(user.body()).getString("extension"))));
        if (done) {
            acknowledgedNumbers.add(number);
        }
        return done;
    }

    private boolean change(String login) {
        for (int i = 1; i <= CHANGES; i++) {
            if (!isAcknowledged(service.put("/configapi/v2/user/" + login, token, "{" + STAMPED.formatted(i) + "}"))) {
                return false;
            }
            acknowledgedUsers.put(login, i);
        }
        return true;
    }

    private boolean isAcknowledged(HttpResponse<String> answer) {
        answers.add(Answers.outcome(answer));
        acknowledged += answer.statusCode() == 200 ? 1 : 0;
        return answer.statusCode() == 200;
    }

    /** How many of the acknowledged writes are not in the database. */
    long lost(Map<String, Integer> storedUsers, Set<String> storedNumbers) {
        long users = acknowledgedUsers.entrySet().stream()
                .filter(user -> storedUsers.getOrDefault(user.getKey(), -1) < user.getValue()).count();
        return users + acknowledgedNumbers.stream().filter(number -> !storedNumbers.contains(number)).count();
    }
}

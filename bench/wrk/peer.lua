-- The same call to this service (SERVER=ours) or to Keycloak (SERVER=peer): CALL is token, get, list, search, update or create.
local ours, call, users = os.getenv("SERVER") == "ours", os.getenv("CALL"), tonumber(os.getenv("PEER_USERS"))
local run, secret = os.getenv("RUN"), os.getenv("SECRET")
local headers = { ["Content-Type"] = "application/json", Authorization = "Bearer " .. os.getenv(ours and "TOKEN" or "PEER_TOKEN") }
local form = { ["Content-Type"] = "application/x-www-form-urlencoded" }
local users_path = ours and "/configapi/v2/user" or "/admin/realms/bench/users"
local n = 0

local function any() return math.random(1, users) end

local calls = {
    token = function()
        return ours and wrk.format("POST", "/configapi/v2/oauth/token", form, "grant_type=client_credentials&client_id=admin&client_secret=" .. secret)
            or wrk.format("POST", "/realms/bench/protocol/openid-connect/token", form, "grant_type=client_credentials&client_id=script&client_secret=" .. secret)
    end,
    get = function() return wrk.format("GET", users_path .. (ours and "/user-" or "/id-") .. any(), headers) end,
    list = function() return wrk.format("GET", users_path .. (ours and "?limit=100" or "?max=100"), headers) end,
    search = function() return wrk.format("GET", users_path .. (ours and "?limit=10&q=ser-" or "?max=10&search=*ser-") .. any(), headers) end,
    update = function()
        return wrk.format("PUT", users_path .. (ours and "/user-" or "/id-") .. any(), headers, '{"lastName":"Name ' .. n .. '"}')
    end,
    create = function()
        local login = "new-" .. run .. "-" .. n
        return ours and wrk.format("POST", users_path, headers,
                '{"loginId":"' .. login .. '","firstName":"A","lastName":"B","team":"Team 1","email":"' .. login .. '@example.com"}')
            or wrk.format("POST", users_path, headers,
                '{"username":"' .. login .. '","firstName":"A","lastName":"B","enabled":true,"email":"' .. login .. '@example.com"}')
    end,
}

request = function()
    n = n + 1
    return calls[call]()
end

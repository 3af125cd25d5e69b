-- the first tenant, as fast as it can: CALL is get, token, create, list, search, password or mixed
local name, token = io.lines("target/callers.txt")():match("(%S+) (%S+)")
local json = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }
local form = { ["Content-Type"] = "application/x-www-form-urlencoded" }
local made = 0
local calls = {
  get = function() return wrk.format("GET", "/configapi/v2/user/user-" .. math.random(tonumber(os.getenv("USERS"))), json) end,
  token = function()
    return wrk.format("POST", "/configapi/v2/oauth/token", form, "grant_type=client_credentials&client_id=admin&client_secret="
      .. os.getenv("SECRET") .. "&tenant=" .. name)
  end,
  create = function()
    return wrk.format("POST", "/configapi/v2/user", json, '{"loginId":"new-' .. os.getenv("RUN") .. "-" .. made
      .. '","firstName":"New","lastName":"User","team":"Team 1"}')
  end,
  list = function() return wrk.format("GET", "/configapi/v2/user?limit=1000&include=access", json) end,
  search = function() return wrk.format("GET", "/configapi/v2/user?notRole=Agent&count=true", json) end,
  password = function()
    return wrk.format("POST", "/session_login", json, '{"domain":"' .. name .. '","username":"user-' .. math.random(1000000)
      .. '","password":"wrong","application":"agentdesktop"}')
  end,
}
local mixed = { "get", "token", "create", "list", "search", "password" }
request = function()
  made = made + 1
  local call = os.getenv("CALL")
  return calls[call == "mixed" and mixed[1 + made % #mixed] or call]()
end

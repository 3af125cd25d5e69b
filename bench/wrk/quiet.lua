-- ten calls a second on each connection, for all tenants but the first: gets, locks, updates, tokens and the first page of a list
local tenants = {}
for line in io.lines("target/callers.txt") do
  local name, token = line:match("(%S+) (%S+)")
  tenants[#tenants + 1] = { name = name, headers = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" } }
end
local form = { ["Content-Type"] = "application/x-www-form-urlencoded" }
local sent = 0
delay = function() return math.random(50, 150) end
request = function()
  sent = sent + 1
  local tenant = tenants[2 + sent % (#tenants - 1)]
  local call = math.floor(sent / (#tenants - 1)) % 5
  local user = "/user/user-" .. math.random(tonumber(os.getenv("USERS")))
  if call == 0 then return wrk.format("GET", "/configapi/v2" .. user, tenant.headers) end
  if call == 1 then return wrk.format("GET", "/configapi/v2/user/lock/user-1", tenant.headers) end
  if call == 2 then
    return wrk.format("PUT", "/configapi/v2" .. user, tenant.headers, '{"workPhone":"1415' .. math.random(1000000, 9999999) .. '"}')
  end
  if call == 3 then return wrk.format("GET", "/configapi/v2/user?limit=50", tenant.headers) end
  return wrk.format("POST", "/configapi/v2/oauth/token", form, "grant_type=client_credentials&client_id=admin&client_secret="
    .. os.getenv("SECRET") .. "&tenant=" .. tenant.name)
end

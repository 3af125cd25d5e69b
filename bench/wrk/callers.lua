-- caller() takes one of target/callers.txt at random, has wrk send his token, and tells his tenant; user() is one of that tenant's
local callers = {}
for line in io.lines("target/callers.txt") do
  local tenant, token = line:match("(%S+) (%S+)")
  callers[#callers + 1] = { tenant = tenant, authorization = "Bearer " .. token }
end
function caller()
  local one = callers[math.random(#callers)]
  wrk.headers["Authorization"] = one.authorization
  return one.tenant
end
function user()
  return math.random(tonumber(os.getenv("USERS")))
end

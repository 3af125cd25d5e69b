-- a random user is disabled or enabled
dofile("bench/wrk/callers.lua")
wrk.headers["Content-Type"] = "application/scim+json"
local ids = {}
for line in io.lines("target/ids.txt") do ids[#ids + 1] = line end
request = function()
  caller()
  return wrk.format("PATCH", "/scim/v2/Users/" .. ids[math.random(#ids)], nil,
    '{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"active","value":"'
    .. (math.random(2) == 1 and "True" or "False") .. '"}]}')
end

-- a new user with the roles of newly created users, in the default team; RUN keeps the names of two runs apart
dofile("bench/wrk/callers.lua")
wrk.headers["Content-Type"] = "application/scim+json"
local made = 0
local run = os.getenv("RUN")
request = function()
  made = made + 1
  caller()
  return wrk.format("POST", "/scim/v2/Users", nil, '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"scim-' .. run
    .. '-' .. made .. '","name":{"givenName":"New","familyName":"User"}}')
end

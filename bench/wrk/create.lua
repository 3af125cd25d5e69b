-- a new user with the roles of newly created users and the next free extension; RUN keeps the names of two runs apart
dofile("bench/wrk/callers.lua")
wrk.headers["Content-Type"] = "application/json"
local made = 0
local run = os.getenv("RUN")
request = function()
  made = made + 1
  caller()
  return wrk.format("POST", "/configapi/v2/user", nil,
    '{"loginId":"new-' .. run .. '-' .. made .. '","firstName":"New","lastName":"User","team":"Team 1"}')
end

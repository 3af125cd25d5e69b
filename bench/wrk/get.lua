-- GET of a random user
dofile("bench/wrk/callers.lua")
request = function()
  caller()
  return wrk.format("GET", "/configapi/v2/user/user-" .. user())
end

-- lock state of a random user
dofile("bench/wrk/callers.lua")
request = function()
  caller()
  return wrk.format("GET", "/configapi/v2/user/lock/user-" .. user())
end

-- lock state of a random user
request = function()
  return wrk.format("GET", "/configapi/v2/user/lock/user-" .. math.random(100000))
end

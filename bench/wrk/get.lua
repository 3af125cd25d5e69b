-- GET of a random user of the 100,000
request = function()
  return wrk.format("GET", "/configapi/v2/user/user-" .. math.random(100000))
end

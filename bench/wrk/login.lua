-- session_login of a random user
wrk.headers["Content-Type"] = "application/json"
request = function()
  return wrk.format("POST", "/session_login", nil, '{"domain":"localhost","username":"user-' .. math.random(100000)
    .. '","password":"' .. os.getenv("PASSWORD") .. '","application":"agentdesktop"}')
end

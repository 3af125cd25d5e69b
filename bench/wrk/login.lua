-- session_login of a random user; each connection waits PAUSE milliseconds between two
wrk.headers["Content-Type"] = "application/json"
request = function()
  return wrk.format("POST", "/session_login", nil, '{"domain":"localhost","username":"user-' .. math.random(tonumber(os.getenv("USERS")))
    .. '","password":"' .. os.getenv("PASSWORD") .. '","application":"agentdesktop"}')
end
delay = function() return tonumber(os.getenv("PAUSE") or 0) end

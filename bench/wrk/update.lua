-- another last name and mobile phone for a random user
dofile("bench/wrk/callers.lua")
wrk.headers["Content-Type"] = "application/json"
request = function()
  caller()
  local n = user()
  return wrk.format("PUT", "/configapi/v2/user/user-" .. n, nil,
    '{"lastName":"Bench ' .. math.random(1000) .. '","mobilePhone":"1415' .. n .. '"}')
end

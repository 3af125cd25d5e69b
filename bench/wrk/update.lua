-- another last name and mobile phone for a random user
wrk.headers["Content-Type"] = "application/json"
request = function()
  local n = math.random(100000)
  return wrk.format("PUT", "/configapi/v2/user/user-" .. n, nil,
    '{"lastName":"Bench ' .. math.random(1000) .. '","mobilePhone":"1415' .. n .. '"}')
end

-- the same change by the other interface: see scim-active.lua
dofile("bench/wrk/callers.lua")
wrk.headers["Content-Type"] = "application/json"
request = function()
  caller()
  return wrk.format("PUT", "/configapi/v2/user/user-" .. user(), nil, '{"disabled":' .. (math.random(2) == 1 and "true" or "false") .. '}')
end

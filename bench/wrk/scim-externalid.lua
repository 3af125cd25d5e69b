-- the user of a random external id
dofile("bench/wrk/callers.lua")
request = function()
  caller()
  return wrk.format("GET", "/scim/v2/Users?filter=externalId%20eq%20%22ext-" .. user() .. "%22")
end

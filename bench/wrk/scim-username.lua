-- the user of a random login id
dofile("bench/wrk/callers.lua")
request = function()
  caller()
  return wrk.format("GET", "/scim/v2/Users?filter=userName%20eq%20%22user-" .. user() .. "%22")
end

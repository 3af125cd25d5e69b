-- GET of a random user by its id, as an identity provider does; target/ids.txt has some thousand
dofile("bench/wrk/callers.lua")
local ids = {}
for line in io.lines("target/ids.txt") do ids[#ids + 1] = line end
request = function()
  caller()
  return wrk.format("GET", "/scim/v2/Users/" .. ids[math.random(#ids)])
end

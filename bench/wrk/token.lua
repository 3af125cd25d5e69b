-- the client credentials grant
dofile("bench/wrk/callers.lua")
local form = { ["Content-Type"] = "application/x-www-form-urlencoded" }
request = function()
  return wrk.format("POST", "/configapi/v2/oauth/token", form,
    "grant_type=client_credentials&client_id=admin&client_secret=" .. os.getenv("SECRET") .. "&tenant=" .. caller())
end

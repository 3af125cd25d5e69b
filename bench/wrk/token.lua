-- the client credentials grant
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
request = function()
  return wrk.format("POST", "/configapi/v2/oauth/token", nil,
    "grant_type=client_credentials&client_id=admin&client_secret=" .. os.getenv("SECRET") .. "&tenant=localhost")
end

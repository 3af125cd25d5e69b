-- session_check of one session
request = function()
  return wrk.format("GET", "/session_check?session_id=" .. os.getenv("SESSION"))
end

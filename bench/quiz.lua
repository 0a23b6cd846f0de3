-- Sends each prepared submission once: a line holds session cookie, path and body, by tabs.
local file = os.getenv("QUIZ_FORMS")
local threads = {}
local failed = 0

function setup(thread)
  thread:set("id", #threads)
  table.insert(threads, thread)
end

function init(args)
  lines = {}
  bad = 0
  local number = 0
  for line in io.lines(file) do
    if number % 2 == id % 2 then table.insert(lines, line) end
    number = number + 1
  end
  nextline = 0
end

function request()
  nextline = nextline % #lines + 1
  local cookie, path, body = lines[nextline]:match("^(.-)\t(.-)\t(.*)$")
  return wrk.format("POST", path, {
    ["Cookie"] = cookie,
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Sec-Fetch-Site"] = "same-origin",
  }, body)
end

function response(status)
  if status ~= 303 then bad = bad + 1 end
end

function done(summary, latency, requests)
  for _, thread in ipairs(threads) do failed = failed + thread:get("bad") end
  io.write(string.format("RESULT %d %d %d %d\n", summary.requests, summary.duration,
    failed + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(99)))
end

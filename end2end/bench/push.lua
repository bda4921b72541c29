-- wrk: each request pushes 50 new cells (five records of ten) to the account of its connection's thread.
local cookies = {}
for line in io.lines(os.getenv("COOKIES")) do cookies[#cookies + 1] = line end
local number = 0

local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("id", threads)
end

function request()
  number = number + 1
  local stamp = string.format("%012x%04x%016x", 1780000000000 + number, 0, id)
  local records = {}
  for record = 1, 5 do
    local key = string.format("opportunity:0190f5a0-0000-7000-8000-%04x%08x", id, (number * 5 + record) % 5000)
    local cells = {}
    for field = 1, 10 do cells[field] = string.format('"field-%d":"value %d of ten cells"', field, number) end
    records[record] = '"' .. key .. '":{"' .. stamp .. '":{' .. table.concat(cells, ",") .. "}}"
  end
  local body = '{"cursor":0,"changes":{' .. table.concat(records, ",") .. "}}"
  local headers = { ["content-type"] = "application/json", cookie = cookies[(number + id * 7) % #cookies + 1] }
  return wrk.format("POST", "/api/v1/push", headers, body)
end

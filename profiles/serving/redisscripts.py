"""What Redis does at one go, as scripts, for `redisstore.py`.

A page is a hash with an expiry. It is there as long as the index has it: `checked`, by a number of the stamp that it
is known to hold under; and of its shelf `used`, by time, and `sizes`, by name, with their sum under "". (All names are
made from one, so a cluster of several Redis cannot run them.)
"""

# What is done with one page has this in common.
COMMON = """
local base, name = KEYS[1], ARGV[1]
local page = base .. 'page:' .. name
local function leave_out(name)
  redis.call('ZREM', base .. 'checked', name)
  for shelf = 0, 1 do
    local sizes = base .. 'sizes:' .. shelf
    local size = redis.call('HGET', sizes, name)
    redis.call('ZREM', base .. 'used:' .. shelf, name)
    if size then
      redis.call('HINCRBY', sizes, '', -size)
      redis.call('HDEL', sizes, name)
    end
  end
end
local function remove(name)
  redis.call('DEL', base .. 'page:' .. name)
  leave_out(name)
end
local function is_seen(seal, stamp)
  local found = redis.call('HMGET', page, 'seal', 'stamp')
  return found[1] == seal and found[2] == stamp
end
"""
# It is noted that it was asked for; not by a Redis that is full, which still says what it has.
GET = (
    COMMON
    + """
local found = redis.call('HMGET', page, 'seal', 'content', 'stamp')
if not (found[1] and found[2] and found[3] and redis.call('ZSCORE', base .. 'checked', name)) then return nil end
redis.pcall('EXPIRE', page, ARGV[3])
for shelf = 0, 1 do redis.pcall('ZADD', base .. 'used:' .. shelf, 'XX', ARGV[2], name) end
return found
"""
)
# Never in place of a page that was read later. What nobody has asked for the longest goes until there is room; a
# hundred at one go at most, since others wait. (A Redis that is full refuses what takes room only as the first thing.)
PUT = (
    COMMON
    + """
local _, seal, content, stamp, read, score, shelf, now, size, room, expires = unpack(ARGV)
if (redis.call('HGET', page, 'read') or '') > read then return end
local checked, used, sizes = base .. 'checked', base .. 'used:' .. shelf, base .. 'sizes:' .. shelf
redis.call('HSET', page, 'seal', seal, 'content', content, 'stamp', stamp, 'read', read)
redis.call('EXPIRE', page, expires)
leave_out(name)
if redis.call('EXISTS', used) == 0 then redis.call('DEL', sizes) end
redis.call('ZADD', checked, score, name)
redis.call('ZADD', used, now, name)
redis.call('HSET', sizes, name, size)
local total = redis.call('HINCRBY', sizes, '', size)
for _, key in ipairs({checked, used, sizes}) do redis.call('EXPIRE', key, 2 * expires) end
for _ = 1, 100 do
  if total <= tonumber(room) then break end
  local oldest = redis.call('ZRANGE', used, 0, 0)[1]
  remove(oldest)
  total = tonumber(redis.call('HGET', sizes, ''))
end
"""
)
DROP = COMMON + "if #ARGV == 1 or is_seen(ARGV[2], ARGV[3]) then remove(name) end"
CHECK = (
    COMMON
    + """
if is_seen(ARGV[2], ARGV[3]) then
  redis.call('HSET', page, 'stamp', ARGV[4])
  redis.call('EXPIRE', page, ARGV[6])
  redis.call('ZADD', base .. 'checked', 'XX', ARGV[5], name)
end
"""
)
# A lock ends at once by 0.
LEASE = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end"

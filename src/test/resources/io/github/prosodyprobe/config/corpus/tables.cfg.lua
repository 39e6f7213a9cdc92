local defaults = { protocol = "tlsv1_2+", ciphers = "HIGH" }
ssl = setmetatable({ options = { "no_sslv3", "no_ticket" } }, { __index = defaults })
local list = { "a", "b", "c" }
table.insert(list, "d")
table.insert(list, 1, "first")
table.remove(list, 2)
table.sort(list, function (a, b) return a > b end)
modules_enabled = list
-- Filled after it was assigned:
local later = {}
late = later
later[1] = "added"
later.key = "value"
sparse = { [1] = "one", [3] = "three", [10] = "ten" }
keys = { ["with space"] = 1, [true] = "yes", nested = { deeper = { deepest = { 1, 2, { 3 } } } } }
unpacked = { table.unpack({ 1, 2, 3 }, 2) }
packed = table.pack("x", "y")
count = #list
empty = {}
trailing = { "a", "b", nil }
joined = { unpack and "old" or "new" }
selected = ({ "a", "b" })[2]

local ok, reason = pcall(error, { code = 5 })
caught = not ok and reason.code
local fine, value = pcall(function (a, b) return a + b end, 2, 3)
sum = fine and value
local handled = select(2, xpcall(function () error("x", 0) end, function (m) return "handled " .. m end))
handled_text = handled
asserted = assert(42, "not raised")
local f = load("return 6 * 7")
answer = f()
bad = load("this is not lua") == nil
local chunk = load(function () return nil end)
kind = type(chunk)
c = load("return 9 // 2")()

do
	local modules_enabled = { "invisible" }
	local hidden = true
end
local name <const> = "constant"
local _ENV_copy = _ENV
title = name
_ENV.through_env = 1
_ENV["with-dash"] = 2
function global_function() return 1 end
local function closure() local n = 0 return function () n = n + 1 return n end end
local c = closure()
c() c()
counted = c()
a, b, c2 = 1, 2
local x, y = 1, 2
x, y = y, x
swapped = { x, y }
VirtualHost "example.test"
	do local v = "block" inner = v end

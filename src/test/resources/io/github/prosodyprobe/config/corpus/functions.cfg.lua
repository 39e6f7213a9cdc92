local function merge(...)
	local result = {}
	for _, list in ipairs({...}) do
		for _, item in ipairs(list) do result[#result + 1] = item end
	end
	return result
end
local function map(list, f) local r = {} for k, v in pairs(list) do r[k] = f(v) end return r end
local base = { "roster", "saslauth", "tls" }
modules_enabled = merge(base, { "disco" }, { "ping", "version" })
admins = map({ "a", "b" }, function (user) return user .. "@example.test" end)
local function varargs(...) return select("#", ...), (select(2, ...)) end
count, second = varargs("x", "y", nil)
local function recursive(n) return n <= 1 and 1 or n * recursive(n - 1) end
factorial = recursive(10)
VirtualHost "example.test"
	local counter = 0
	local function next_port() counter = counter + 1 return 5000 + counter end
	ports = { next_port(), next_port(), next_port() }

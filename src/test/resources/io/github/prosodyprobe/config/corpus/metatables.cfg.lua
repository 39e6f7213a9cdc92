local Version = {}
Version.__index = Version
Version.__tostring = function (v) return v.major .. "." .. v.minor end
Version.__add = function (a, b) return setmetatable({ major = a.major + b.major, minor = a.minor + b.minor }, Version) end
Version.__eq = function (a, b) return a.major == b.major end
Version.__lt = function (a, b) return a.major < b.major end
Version.__le = function (a, b) return a.major <= b.major end
Version.__concat = function (a, b) return tostring(a) .. "|" .. tostring(b) end
Version.__len = function () return 2 end
Version.__call = function (self, x) return x * 2 end
function Version.new(major, minor) return setmetatable({ major = major, minor = minor }, Version) end
local a, b = Version.new(1, 2), Version.new(3, 4)
text = tostring(a + b)
equal, less, less_or_equal = a == b, a < b, a <= b
concatenated = a .. b
length = #a
doubled = a(21)
local proxy = setmetatable({}, { __index = function (t, k) return k .. "!" end })
missing = proxy.anything

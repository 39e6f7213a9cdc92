RunScript "script/helpers.lua"
VirtualHost "example.test"
VirtualHost "example.test"
half = helpers_half
loaded = helpers_loaded

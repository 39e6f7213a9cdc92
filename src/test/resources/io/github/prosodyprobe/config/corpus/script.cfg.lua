RunScript "script/helpers.lua"
VirtualHost "example.test"

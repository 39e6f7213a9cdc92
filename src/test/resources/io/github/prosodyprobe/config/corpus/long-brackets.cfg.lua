--[[ A comment
of several lines: VirtualHost "not.this.example"
]]
--[==[ another ]] with brackets inside ]==]
motd_text = [[
First line
Second "line" with 'quotes' \ and backslash]]
contact = [==[text with ]] inside]==]
welcome_message = "Hello, \
world"
VirtualHost "example.test"
---[[ this line is active
active = true
--]]

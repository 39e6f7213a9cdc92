local format = Lua.string.format
local ports = {}
for i = 1, 3 do Lua.table.insert(ports, 5280 + i) end
http_ports = ports
text = format("%d ports", #ports)
found = Lua.os.getenv("FOUND")

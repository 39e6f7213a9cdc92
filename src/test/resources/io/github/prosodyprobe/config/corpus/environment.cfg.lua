local domain = os.getenv("DOMAIN") or "fallback.example"
local port = tonumber(os.getenv("PORT") or "5222")
local debug_wanted = os.getenv("DEBUG") == "1"
log = debug_wanted and { debug = "*console" } or { info = "*console" }
c2s_ports = { port, port + 1 }
admins = { ENV_ADMIN }
from_absent = ENV_NOT_SET
nothing = os.getenv "NOT_SET_EITHER"
motd_text = "Welcome to " .. domain .. "!"
empty = ENV_EMPTY
VirtualHost(domain)
if os.getenv("MUC") then
	Component("muc." .. domain) "muc"
else
	Component("conference." .. domain) "muc"
end

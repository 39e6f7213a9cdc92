local production = false
local features = { http = true, turn = os.getenv("TURN_SECRET") ~= nil }
modules_enabled = { "roster" }
local modules = { "a" }
if features.http then table.insert(modules, "http") end
if features.turn then
	table.insert(modules, "turn_external")
	turn_external_secret = os.getenv("TURN_SECRET")
elseif production then
	table.insert(modules, "never")
else
	table.insert(modules, "no turn")
end
chosen = modules
s2s_require_encryption = production or "not"
authentication = production and "ldap" or "internal_hashed"
no = not production and nil
disabled = false

local tenants = { "alpha", "beta", "gamma" }
for i, tenant in ipairs(tenants) do
	local host = tenant .. ".example.test"
	VirtualHost(host)
	http_host = "http." .. host
	number = i
	Component("conference." .. host) "muc"
	name = ("Rooms of %s (%02d)"):format(tenant, i)
end
for n = 10, 1, -3 do _ENV["counted_" .. n] = n end
local i = 0
while i < 3 do i = i + 1 if i == 2 then goto continue end _ENV["odd_" .. i] = true ::continue:: end
repeat local done = true until done

-- A stand-in for the community's mod_http_status, which Debian does not package: GET /status
-- answers with the state of every module of every host as JSON, to those who may see it.
-- Written for the tests of prosody-probe only.

module:set_global();
module:depends("http");

local json = require "util.json";
local ip = require "util.ip";
local modulemanager = require "core.modulemanager";

local allowed_ips = module:get_option_set("http_status_allow_ips", { "127.0.0.1", "::1" });
local allowed_cidr = module:get_option_string("http_status_allow_cidr");

local function allowed(address)
	if allowed_ips:contains(address) then
		return true;
	end
	if not allowed_cidr then
		return false;
	end
	local peer = ip.new_ip(address);
	local network, bits = ip.parse_cidr(allowed_cidr);
	return peer ~= nil and network ~= nil and ip.match(peer, network, bits);
end

local function status_of(host)
	local modules = {};
	for name, mod in pairs(modulemanager.get_modules(host)) do
		local kind, message, time = mod.module:get_status();
		modules[name] = { type = kind, message = message, time = time };
	end
	return modules;
end

module:provides("http", {
	name = "status";
	default_path = "/status";
	route = {
		GET = function (event)
			if not allowed(event.request.ip) then
				return 403;
			end
			local report = { ["*"] = status_of("*") };
			for host in pairs(prosody.hosts) do
				report[host] = status_of(host);
			end
			event.response.headers.content_type = "application/json";
			return json.encode(report);
		end;
	};
});

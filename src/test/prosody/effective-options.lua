-- What core.configmanager makes of each file that is named: the oracle of ProsodyLoaderTest.
--
-- One line for each option: file, host, option, value; and one with "ok" or "failed" for each file.
-- FILE.env (NAME=VALUE) is all that the file sees of an environment, and the folder
-- FILE.credentials, where it is, takes the place of the service manager's.

local installed = "/usr/lib/prosody";
package.path = installed .. "/?.lua;" .. package.path;
package.cpath = installed .. "/?.so;" .. package.cpath;
pcall(require, "loader"); -- 13 alone; it knows modules by "prosody." and their names

local found, manager = pcall(require, "prosody.core.configmanager");
if not found then manager = require "core.configmanager"; end

local environment = {};
function os.getenv(name) return environment[name]; end

local function quoted(text)
	return '"' .. text:gsub('[\\"]', "\\%0"):gsub("\n", "\\n"):gsub("\r", "\\r"):gsub("\t", "\\t") .. '"';
end

local function number(value)
	if value == math.floor(value) and math.abs(value) < 2 ^ 53 then return ("%.0f"):format(value); end
	return ("%.14g"):format(value);
end

local function written(value)
	if type(value) == "string" then return quoted(value); end
	if type(value) == "number" then return number(value); end
	if type(value) == "boolean" then return tostring(value); end
	if type(value) ~= "table" then return type(value); end
	if getmetatable(value) and rawget(value, "option_name") then
		return "reference " .. value.host .. " " .. value.option_name;
	end
	local entries = {};
	for key, entry in next, value do
		key = type(key) == "number" and number(key) or tostring(key);
		table.insert(entries, key .. "=" .. written(entry));
	end
	table.sort(entries);
	return "{" .. table.concat(entries, ";") .. "}";
end

for _, file in ipairs(arg) do
	environment = {};
	local variables = io.open((file:gsub("%.cfg%.lua$", ".env")));
	if variables then
		for line in variables:lines() do
			local name, value = line:match("^([^=]+)=(.*)$");
			environment[name] = value;
		end
		variables:close();
	end
	local credentials = file:gsub("%.cfg%.lua$", ".credentials");
	if manager.set_credentials_directory then
		manager.set_credentials_directory(os.rename(credentials, credentials) and credentials or nil);
		manager.set_credential_fallback_mode("error");
	end
	local ok, _, message = manager.load("./" .. file, "lua");
	print(file, ok and "ok" or "failed", ok and "" or (tostring(message):gsub("%c", " ")));
	for host, options in pairs(ok and manager.getconfig() or {}) do
		for option, value in pairs(options) do
			print(file, host, tostring(option), written(value));
		end
	end
end

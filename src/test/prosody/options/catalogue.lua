-- lua catalogue.lua FOLDER SERIES ROOT PACKAGED: writes the catalogue of the options that the Lua
-- files below ROOT/usr read whose names come on the standard input. FOLDER has the other files of
-- this program, PACKAGED lists the files of the package prosody-modules.

local folder, series, root, packaged_list = ...;
package.path = folder .. "/?.lua;" .. package.path;

local File = require "readings";
local write = require "yaml";

-- Names that are not in the source. Whoever adds one looks at it first, and describes the options
-- in probes/options/additions.yaml where they have names that somebody could write.
local NO_NAME = {
	["core.moduleapi"] = true, -- get_option itself
	["core.portmanager"] = true, -- of the services; see services_of
	["core.certmanager"] = true, -- the same
	["mod_cron"] = true, -- of the tasks; see tasks_of
	["mod_admin_shell"] = true, -- whatever the administrator asks for
};

-- config.get(host, "core", "authentication") was the call before 0.9; it reads an option "core" now.
local NOT_AN_OPTION = { core = true };

local function read_file(name)
	local file = assert(io.open(name, "rb"));
	local content = file:read("*a");
	file:close();
	return content;
end

-- The reader that a file belongs to ("mod_muc", "core.certmanager"), and whether it is a library.
local function reader_of(path)
	local module = path:match("modules/.-(mod_[%w_]+)%.lua$");
	if module then return module, false; end
	local inside = path:match("modules/(.+)$");
	if inside then return inside:match("^(mod_[%w_]+)/") or "mod_" .. (inside:match("^(%w+)/") or ""), true; end
	return (path:gsub("^lib/prosody/", ""):gsub("%.lua$", ""):gsub("/", ".")), false;
end

-- The greater demands the more of a value, and is what one may rely on.
local DEMANDS = { any = 1, scalar = 2, array = 3, set = 4, inherited_set = 5, ports = 5 };
local INFERRED = { flag = "boolean", text = "string", number = "number" };

-- One entry for all the readings of one option by one reader.
local function merge(options, reading)
	local entry = options[reading.name];
	if not entry then
		entry = { types = {} };
		options[reading.name] = entry;
	end
	entry.types[reading.type] = true;
	entry.scope = (entry.scope == "host" or reading.scope == "host") and "host" or "global";
	for _, key in ipairs({ "default", "least", "most", "values" }) do
		if entry[key] == nil then entry[key] = reading[key]; end
	end
end

-- A reading that looks at the value as it is says nothing where another one demands a type.
local function types_of(entry)
	local types = {};
	for type in pairs(entry.types) do types[#types + 1] = type; end
	table.sort(types, function (a, b)
		local one, other = DEMANDS[a] or 6, DEMANDS[b] or 6;
		if one ~= other then return one > other; end
		return a < b;
	end);
	while #types > 1 and DEMANDS[types[#types]] do types[#types] = nil; end
	local default = entry.default;
	if types[1] == "any" and default then
		local is_table = default.is == "list" or default.is == "computed" and default.value:find("^{");
		types[1] = INFERRED[default.is] or is_table and "table" or "any";
	end
	return types;
end

-- What portmanager and certmanager read for each service that a module opens ports for.
local function services_of(file)
	local found = {};
	local function add(name, reading)
		reading.name = name;
		found[#found + 1] = reading;
	end
	for _, service in ipairs(file.services) do
		local prefix = (service.config_prefix or service.name) .. "_";
		if prefix == "_" then prefix = ""; end
		local port = service.default_port and { is = "number", value = service.default_port };
		local interfaces = service.private and { "127.0.0.1", "::1" } or { "*", "::" };
		local texts = {};
		for place, address in ipairs(interfaces) do texts[place] = { is = "text", value = address }; end
		local default = { is = "list", value = texts };
		add(prefix .. "ports", { type = "ports", scope = "global",
			default = port and { is = "list", value = { port } } or nil });
		add(prefix .. "interfaces", { type = "set", scope = "global", default = default });
		add(prefix .. "interface", { type = "set", scope = "global", default = default });
		if service.encryption == "ssl" then
			add(prefix .. "ssl", { type = "map", scope = "host" });
			add(service.name .. "_certificate", { type = "any", scope = "global" });
			add(service.name .. "_host", { type = "string", scope = "host" });
		end
	end
	return found;
end

-- mod_cron of 13 reads how often each task of a module is to run.
local function tasks_of(file)
	local found = {};
	for _, task in ipairs(file.tasks) do
		local name = (file.module_name .. "_" .. task.name:gsub("%W", "_"):lower() .. "_period"):gsub("/", "_");
		found[#found + 1] = { name = name, type = "period", scope = "host", least = 60, most = 32054400,
			default = { is = "text", value = "1" .. task.when } };
	end
	return found;
end

local function sorted_keys(map)
	local keys = {};
	for key in pairs(map) do keys[#keys + 1] = key; end
	table.sort(keys);
	return keys;
end

-- get_option_number of 0.12 takes a range from its caller and does not look at it.
local has_ranges = read_file(root .. "/usr/lib/prosody/core/moduleapi.lua")
	:find("get_option_number(name, default_value, min, max)", 1, true) ~= nil;

local packaged = read_file(packaged_list);
local readers, files, libraries = {}, {}, {};
local complaints = 0;

for path in io.lines() do
	local name, is_library = reader_of(path);
	local full = root .. "/usr/" .. path;
	local file = File.new(read_file(full), name:match("^mod_(.*)")):read();
	files[#files + 1] = { path = path, name = name, file = file, is_library = is_library };
	if is_library then libraries[path:match("modules/(.+)%.lib%.lua$") or path] = files[#files]; end
	if #file.unknown > 0 and not NO_NAME[name] then
		for _, expression in ipairs(file.unknown) do
			complaints = complaints + 1;
			io.stderr:write(path, ": cannot tell which option is read: ", expression, "\n");
		end
	end
	if not is_library then
		local part = "core";
		if packaged:find("/usr/" .. path .. "\n", 1, true) then
			part = "community";
		elseif not name:find("^mod_") then
			part = (name:find("^util%.prosodyctl") or path:find("prosodyctl$")) and "prosodyctl" or "server";
		end
		readers[name] = { part = part, file = file, options = {} };
	end
end

-- The libraries of a module read for it, and so do those that it borrows.
local function library(name, borrower)
	local own = "mod_" .. borrower .. "/";
	local other = name:match("^(.-)/") and "mod_" .. name or name;
	return libraries[own .. name] or libraries[name] or libraries[other] or libraries[name .. "/" .. name];
end

local function gather(reader, file, seen)
	if seen[file] then return; end
	seen[file] = true;
	for _, reading in ipairs(file.readings) do
		if not NOT_AN_OPTION[reading.name] then
			-- A library has no scope of its own.
			if file ~= reader.file and reader.file.global then reading.scope = "global"; end
			if not has_ranges then reading.least, reading.most = nil, nil; end
			merge(reader.options, reading);
		end
	end
	for _, name in ipairs(file.libraries) do
		local borrowed = reader.file.module_name and library(name, reader.file.module_name);
		if borrowed then gather(reader, borrowed.file, seen); end
	end
end

local has_task_periods = false;
for _, entry in ipairs(files) do
	if entry.name == "mod_cron" then has_task_periods = #entry.file.unknown > 0; end
end

for name, reader in pairs(readers) do
	local seen = {};
	gather(reader, reader.file, seen);
	for _, entry in ipairs(files) do
		if entry.is_library and entry.name == name then gather(reader, entry.file, seen); end
	end
	for _, reading in ipairs(services_of(reader.file)) do merge(reader.options, reading); end
	for _, reading in ipairs(has_task_periods and tasks_of(reader.file) or {}) do
		merge(reader.options, reading);
	end
end

-- The modules of a list of modulemanager's.
local function listed(name)
	local found = {};
	for _, module in ipairs(readers["core.modulemanager"].file:texts_of(name)) do
		found["mod_" .. module] = true;
	end
	if not next(found) then
		complaints = complaints + 1;
		io.stderr:write("core/modulemanager.lua has no list ", name, "\n");
	end
	return found;
end

local autoloaded, inherited = listed("autoload_modules"), listed("component_inheritable_modules");

if complaints > 0 then os.exit(1); end

print("# Written by src/test/prosody/option-catalogue " .. series .. ": what is read in the source of Prosody");
print("# and prosody-modules as Debian packages them. Corrections belong in additions.yaml.");
print(("series: %q"):format(series));
print("readers:");
for _, name in ipairs(sorted_keys(readers)) do
	local reader = readers[name];
	local names = sorted_keys(reader.options);
	if reader.file.module_name or #names > 0 then
		print("- name: " .. name);
		print("  part: " .. reader.part);
		if reader.file.global then
			print("  scope: " .. (reader.file.shared and "shared" or "global"));
		end
		local needs = {};
		for _, need in ipairs(reader.file.needs) do needs["mod_" .. need] = true; end
		if autoloaded[name] then print("  automatic: true"); end
		if inherited[name] then print("  inherited: true"); end
		if next(needs) then print("  needs: [" .. table.concat(sorted_keys(needs), ", ") .. "]"); end
		if #names > 0 then print("  options:"); end
		for _, option in ipairs(names) do
			local entry = reader.options[option];
			print("    " .. option .. ": " .. write(entry, types_of(entry)));
		end
	end
end

-- Finds in one source file what it reads of the configuration, which ports it opens, which modules
-- it needs, and whether it is a module of the whole server.

local tokens_of = require "tokens";
local expressions = require "expressions";

local CONFIGURATION = "core%.configmanager$";

-- A file with what is worth knowing of it before any reading is looked at.
local File = {};
File.__index = File;

function File.new(source, module_name)
	local self = setmetatable({
		source = source, module_name = module_name, tokens = tokens_of(source),
		constants = {}, managers = { configmanager = true }, getters = {},
		readings = {}, services = {}, needs = {}, libraries = {}, tasks = {}, unknown = {},
		global = false, shared = false,
	}, File);
	self:gather_locals();
	return self;
end

function File:text(at)
	local token = self.tokens[at];
	return token and token.kind ~= "string" and token.text or "";
end

function File:matches(at, ...)
	for offset, text in ipairs({ ... }) do
		if self:text(at + offset - 1) ~= text then return false; end
	end
	return true;
end

-- What stands in the source, on one line.
function File:excerpt(first, last)
	return (self.source:sub(self.tokens[first].first, self.tokens[last].last):gsub("%s+", " "));
end

function File:value(first, last)
	return expressions.value(self.tokens, first, last, function (_, at)
		if self.module_name and self:matches(at, "module", ".", "name") then
			return { is = "text", value = self.module_name }, at + 3;
		end
		local follows = self:text(at + 1);
		if follows == "." or follows == ":" or follows == "(" or follows == "[" then return nil; end
		return self.constants[self:text(at)] or nil, at + 1;
	end);
end

-- The last token of an expression that begins at first: up to a statement's or argument's end.
function File:last_of_expression(first)
	local at = first;
	while true do
		local token = self.tokens[at];
		local follows = self.tokens[at + 1];
		if token.text == "{" or token.text == "(" then
			at = expressions.closing(self.tokens, at);
			follows = self.tokens[at + 1];
		end
		if follows.kind ~= "mark" or not ("+-*/.."):find(follows.text, 1, true) then return at; end
		at = at + 2;
	end
end

-- Names that stand for a constant, for the configuration manager, or for its functions.
function File:gather_locals()
	for at = 1, #self.tokens - 4 do
		local name = self:text(at);
		if self.tokens[at].kind == "name" and self:text(at + 1) == "=" then
			local from = at + 2;
			if self:text(at - 1) == "local" then
				local manager = self:manager_at(from);
				if manager and self:text(manager) == "." then
					-- A call is its result.
					self.getters[name] = self:text(manager + 2) ~= "(" and self:text(manager + 1) or nil;
				elseif manager then
					self.managers[name] = true;
				end
				local value = not self.constants[name] and self:value(from, self:last_of_expression(from));
				-- Two values: what it is depends on the place, and that is not looked at.
				if self.constants[name] ~= nil then value = false; end
				self.constants[name] = value or false;
			elseif not ("{,."):find(self:text(at - 1), 1, true) or self:text(at - 1) == "" then
				self.constants[name] = false;
			end
		end
	end
end

-- The texts in a local list, among which may be other things.
function File:texts_of(name)
	local texts = {};
	for at = 1, #self.tokens - 4 do
		if self:matches(at, "local", name, "=", "{") then
			for item = at + 4, expressions.closing(self.tokens, at + 3) do
				if self.tokens[item].kind == "string" then texts[#texts + 1] = self.tokens[item].value; end
				-- Debian is none but posix.
				if self:matches(item, "prosody", ".", "platform") then texts[#texts + 1] = "posix"; end
			end
		end
	end
	return texts;
end

-- The position after an expression that is the configuration manager, or nil.
function File:manager_at(at)
	if self.managers[self:text(at)] then return at + 1; end
	if self:text(at) ~= "require" then return nil; end
	local arguments, after = expressions.arguments(self.tokens, at + 1);
	local name = self.tokens[arguments[1][1]];
	return name.kind == "string" and name.value:find(CONFIGURATION) and after or nil;
end

function File:described(first, last)
	local value = self:value(first, last);
	if value and value.is == "nothing" then return nil; end
	return value or { is = "computed", value = self:excerpt(first, last) };
end

-- The value after "or" behind a call, where it is the default; or what a comparison says of it.
function File:fallback(after)
	local text = self:text(after);
	if text == "or" then
		local last = self:last_of_expression(after + 1);
		-- With another "or" behind it, it is not the end of the story.
		if self:text(last + 1) == "or" or self:text(last + 1) == "and" then return nil; end
		local value = self:value(after + 1, last);
		return value and value.is ~= "nothing" and value or nil;
	elseif text == "~=" and self:text(after + 1) == "false" then
		return { is = "flag", value = true };
	elseif text == "==" and self:text(after + 1) == "true" then
		return { is = "flag", value = false };
	end
end

-- Reads one call; its name's argument is the which-th.
function File:reading(at, call, which, type, scope)
	local arguments, after = expressions.arguments(self.tokens, call);
	local name_at = arguments[which];
	local name = name_at and self:value(name_at[1], name_at[2]);
	if not name or name.is ~= "text" then
		self.unknown[#self.unknown + 1] = self:excerpt(at - 2, after - 1);
		return;
	end
	local reading = { name = name.value, type = type, scope = scope };
	local function argument(number)
		local place = arguments[which + number];
		return place and self:described(place[1], place[2]) or nil;
	end
	if self:text(at - 1) == ":" then
		reading.default = argument(1);
	end
	if type == "integer" or type == "number" or type == "period" then
		local least, most = argument(2), argument(3);
		reading.least = least and least.is == "number" and least.value or nil;
		reading.most = most and most.is == "number" and most.value or nil;
	elseif type == "enum" then
		reading.values = {};
		for number = 1, #arguments - which do
			reading.values[#reading.values + 1] = argument(number);
		end
	end
	reading.default = reading.default or self:fallback(after);
	self.readings[#self.readings + 1] = reading;
end

local KINDS = { name = true, config_prefix = true, default_port = true, default_ports = true,
	private = true, encryption = true };

-- module:provides("net", { … }): a service whose ports portmanager reads.
function File:service(first)
	local service = { name = self.module_name };
	local closing = first and self:text(first) == "{" and expressions.closing(self.tokens, first) or 0;
	local at = first and first + 1;
	while at and at < closing do
		if self:text(at + 1) == "=" and KINDS[self:text(at)] then
			local value = self:value(at + 2, self:last_of_expression(at + 2));
			service[self:text(at)] = value and value.value or nil;
		elseif self:text(at) == "{" or self:text(at) == "function" then
			at = expressions.closing(self.tokens, at);
		end
		at = at + 1;
	end
	self.services[#self.services + 1] = service;
end

function File:method(at, bound_to_host)
	local method = self:text(at);
	local arguments;
	local function first_argument()
		arguments = arguments or expressions.arguments(self.tokens, at + 1);
		local value = arguments[1] and self:value(arguments[1][1], arguments[1][2]);
		return value and value.is == "text" and value.value or nil;
	end
	if method:find("^get_option") and self:text(at - 3) ~= "function" and method ~= "get_options" then
		local receiver = self:text(at - 2);
		local scope = "host";
		if receiver == "global" or self:context_is_global(at) then
			scope = "global";
		elseif receiver == "module" and not bound_to_host and self.global then
			scope = "global";
		end
		self:reading(at, at + 1, 1, method:match("^get_option_(.+)") or "any", scope);
	elseif self:text(at - 2) ~= "module" then
		return;
	elseif method == "set_global" then
		self.global = true;
	elseif method == "depends" then
		local name = first_argument();
		-- With a second argument it does without.
		if name and not arguments[2] then self.needs[#self.needs + 1] = name; end
	elseif method == "require" then
		self.libraries[#self.libraries + 1] = first_argument();
	elseif method == "provides" and first_argument() == "net" then
		self:service(arguments[2] and arguments[2][1]);
	elseif method == "hourly" or method == "daily" or method == "weekly" then
		self.tasks[#self.tasks + 1] = { name = first_argument() or method, when = method };
	end
end

-- module:context("*"):get_option…
function File:context_is_global(at)
	return self:text(at - 2) == ")" and self.tokens[at - 3].value == "*";
end

function File:configuration_call(at)
	local getter, call = nil, nil;
	if self.getters[self:text(at)] and self:text(at + 1) == "(" and self:text(at - 1) ~= "local" then
		getter, call = self.getters[self:text(at)], at + 1;
	elseif self:text(at - 1) ~= "." and self:text(at - 1) ~= ":" then
		local after = self:manager_at(at);
		if after and self:text(after) == "." and self:text(after + 2) == "(" then
			getter, call = self:text(after + 1), after + 2;
		end
	end
	if getter == "get" or getter == "rawget" then
		local host = self.tokens[call + 1];
		self:reading(at, call, 2, "any", host.value == "*" and "global" or "host");
	end
end

-- Whether a function whose parameters are at position has "module" for one of its host's own.
function File:takes_module(at)
	while self:text(at) ~= "(" do at = at + 1; end
	local last = expressions.closing(self.tokens, at);
	for parameter = at, last do
		if self:text(parameter) == "module" then return true; end
	end
	return false;
end

-- A text may be a program: mod_firewall compiles such.
function File:read_program(text)
	if not text:find("module:get_option", 1, true) then return; end
	local readable, program = pcall(function () return File.new(text, self.module_name):read(); end);
	if not readable then
		self.unknown[#self.unknown + 1] = text;
		return;
	end
	for _, list in ipairs({ "readings", "unknown" }) do
		for _, found in ipairs(program[list]) do self[list][#self[list] + 1] = found; end
	end
end

function File:read()
	for at = 1, #self.tokens do
		if self:matches(at, "module", ":", "set_global") then self.global = true; end
		if self:matches(at, "module", ".", "add_host") then self.shared = true; end
	end
	local host_until = 0;
	for at = 2, #self.tokens - 4 do
		if self:text(at) == "function" and self:takes_module(at) then
			host_until = math.max(host_until, expressions.closing(self.tokens, at));
		end
		if self.tokens[at].kind == "string" then
			self:read_program(self.tokens[at].value);
		elseif self.tokens[at].kind == "name" then
			if self:text(at - 1) == ":" then self:method(at, at < host_until); end
			self:configuration_call(at);
		end
	end
	return self;
end

return File;

-- Writes one option as a YAML flow mapping.

-- Longer texts say nothing at a glance.
local LONGEST = 100;

local function quoted(text)
	return '"' .. text:gsub("[\\\"]", "\\%0") .. '"';
end

local function number(value)
	return value == math.floor(value) and value > -2^53 and value < 2^53
		and ("%d"):format(value) or ("%.14g"):format(value);
end

local function literal(value)
	if value.is == "text" then
		return quoted(value.value);
	elseif value.is == "number" then
		return number(value.value);
	elseif value.is == "flag" then
		return tostring(value.value);
	end
	local items = {};
	for place, item in ipairs(value.value) do items[place] = literal(item); end
	return "[" .. table.concat(items, ", ") .. "]";
end

local function is_plain(value)
	return value.is ~= "computed" and not literal(value):find("[%c]") and #literal(value) <= 5 * LONGEST
		and (value.is ~= "text" or #value.value <= LONGEST);
end

-- What a program works out is told by its source, or by the start of it.
local function excerpt(value)
	local text = value.is == "computed" and value.value or literal(value):gsub("%c", " ");
	if #text > LONGEST then text = text:sub(1, LONGEST - 3):gsub("[\128-\255]*$", "") .. "..."; end
	return quoted(text);
end

return function (option, types)
	local parts = { "type: " .. (#types == 1 and types[1] or "[" .. table.concat(types, ", ") .. "]") };
	local default = option.default;
	if default and default.is ~= "nothing" then
		parts[#parts + 1] = is_plain(default) and "default: " .. literal(default)
			or "computed: " .. excerpt(default);
	end
	if option.values and #option.values > 0 then
		local values = {};
		-- The default is one of them.
		if default and is_plain(default) then values[1] = literal(default); end
		for _, value in ipairs(option.values) do
			if value.is ~= "computed" and literal(value) ~= values[1] then values[#values + 1] = literal(value); end
		end
		parts[#parts + 1] = "values: [" .. table.concat(values, ", ") .. "]";
	end
	if option.least then parts[#parts + 1] = "least: " .. number(option.least); end
	if option.most then parts[#parts + 1] = "most: " .. number(option.most); end
	if option.scope == "global" then parts[#parts + 1] = "scope: global"; end
	return "{ " .. table.concat(parts, ", ") .. " }";
end

-- Cuts Lua source into tokens; comments and white space are left out.
-- A token has: kind ("name", "string", "number", "mark", "end of file"), text, value (of strings and
-- numbers), first and last (positions in the source).

local MARKS = { "...", "==", "~=", "<=", ">=", "//", "::", "<<", ">>", ".." };

local ESCAPES = { n = "\n", t = "\t", r = "\r", a = "\a", b = "\b", f = "\f", v = "\v" };

local function unescape(text)
	local value = text:gsub("\\z%s*", "");
	value = value:gsub("\\(%d%d?%d?)", function (code) return string.char(tonumber(code)); end);
	value = value:gsub("\\x(%x%x)", function (code) return string.char(tonumber(code, 16)); end);
	return (value:gsub("\\(.)", function (letter) return ESCAPES[letter] or letter; end));
end

-- The position after a quoted string that begins at position.
local function end_of_string(source, position)
	local quote = source:sub(position, position);
	local at = position + 1;
	while true do
		local letter = source:sub(at, at);
		if letter == "" then error("a string without an end"); end
		if letter == quote then return at + 1; end
		at = at + (letter == "\\" and 2 or 1);
	end
end

local function tokens(source)
	local found = {};
	local position = source:match("^#[^\n]*()") or 1;

	local function add(kind, last, value)
		found[#found + 1] = {
			kind = kind, text = source:sub(position, last), value = value, first = position, last = last,
		};
		position = last + 1;
	end

	while position <= #source do
		local long = source:match("^%[(=*)%[", position);
		local comment = source:match("^%-%-%[(=*)%[", position);
		if source:find("^%s", position) then
			position = source:match("^%s+()", position);
		elseif comment then
			local _, last = source:find("]" .. comment .. "]", position, true);
			position = last + 1;
		elseif source:find("^%-%-", position) then
			position = source:match("^[^\n]*()", position);
		elseif long then
			local _, last = source:find("]" .. long .. "]", position, true);
			local value = source:sub(position + #long + 2, last - #long - 2):gsub("^\r?\n", "");
			add("string", last, value);
		elseif source:find("^[%a_]", position) then
			add("name", source:match("^[%w_]+()", position) - 1);
		elseif source:find("^%.?%d", position) then
			local last = (source:match("^0[xX][%x.]+()", position)
				or source:match("^[%d.]+[eE][+-]?%d+()", position)
				or source:match("^%d*%.?%d*()", position)) - 1;
			add("number", last, tonumber(source:sub(position, last)));
		elseif source:find("^[\"']", position) then
			local last = end_of_string(source, position) - 1;
			add("string", last, unescape(source:sub(position + 1, last - 1)));
		else
			local width = 1;
			for _, mark in ipairs(MARKS) do
				if source:sub(position, position + #mark - 1) == mark then
					width = #mark;
					break;
				end
			end
			add("mark", position + width - 1);
		end
	end
	-- Whoever looks ahead finds something.
	for _ = 1, 4 do
		found[#found + 1] = { kind = "end of file", text = "", first = #source + 1, last = #source };
	end
	return found;
end

return tokens;

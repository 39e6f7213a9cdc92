-- Works out expressions of constants: literals, arithmetic, "..", lists, and names that the caller
-- knows. What it cannot work out it returns as nil, and that is no error.
-- A value is { is = "text" | "number" | "flag" | "nothing" | "list", value = … }.

local expressions = {};

local OPENING = { ["("] = ")", ["["] = "]", ["{"] = "}" };
local BLOCKS = { ["function"] = "end", ["if"] = "end", ["do"] = "end", ["repeat"] = "until" };

-- The arguments of a call whose first token (a bracket, a string, a brace) is at position.
-- Each is { first token, last token }; the second result is the position after the call.
function expressions.arguments(tokens, position)
	if tokens[position].text ~= "(" or tokens[position].kind ~= "mark" then
		local last = position;
		if tokens[position].text == "{" then last = expressions.closing(tokens, position); end
		return { { position, last } }, last + 1;
	end
	local closing = expressions.closing(tokens, position);
	local found, first, at = {}, position + 1, position + 1;
	while at <= closing do
		local text = tokens[at].kind ~= "string" and tokens[at].text or nil;
		if at == closing or text == "," then
			if at > first then found[#found + 1] = { first, at - 1 }; end
			first = at + 1;
		elseif OPENING[text] or BLOCKS[text] then
			at = expressions.closing(tokens, at);
		end
		at = at + 1;
	end
	return found, closing + 1;
end

-- The token that closes the bracket or block at position.
function expressions.closing(tokens, position)
	local open = {};
	for at = position, #tokens do
		local token = tokens[at];
		if token.kind == "mark" or token.kind == "name" then
			if open[#open] == token.text then
				open[#open] = nil;
				if #open == 0 then return at; end
			elseif OPENING[token.text] or BLOCKS[token.text] then
				open[#open + 1] = OPENING[token.text] or BLOCKS[token.text];
			end
		end
	end
	error("a bracket or block without an end");
end

local function number(value) return { is = "number", value = value }; end

local ARITHMETIC = {
	{ ["+"] = function (a, b) return a + b; end, ["-"] = function (a, b) return a - b; end },
	{ ["*"] = function (a, b) return a * b; end, ["/"] = function (a, b) return a / b; end },
};

-- The value of the tokens from first to last, or nil. known(tokens, at) knows values of names: it
-- returns the value and the position after it.
function expressions.value(tokens, first, last, known)
	local at = first;
	local sum;

	local function list()
		local closing = expressions.closing(tokens, at);
		local items = {};
		at = at + 1;
		while at < closing do
			if tokens[at + 1].text == "=" or tokens[at].text == "[" then return nil; end
			local item = sum();
			if not item or item.is == "list" then return nil; end
			items[#items + 1] = item;
			if at < closing then
				if tokens[at].text ~= "," and tokens[at].text ~= ";" then return nil; end
				at = at + 1;
			end
		end
		at = closing + 1;
		return { is = "list", value = items };
	end

	local function atom()
		local token = tokens[at];
		if token.kind == "string" or token.kind == "number" then
			at = at + 1;
			return { is = token.kind == "string" and "text" or "number", value = token.value };
		elseif token.text == "true" or token.text == "false" then
			at = at + 1;
			return { is = "flag", value = token.text == "true" };
		elseif token.text == "nil" then
			at = at + 1;
			return { is = "nothing" };
		elseif token.text == "-" then
			at = at + 1;
			local value = atom();
			return value and value.is == "number" and number(-value.value) or nil;
		elseif token.text == "(" then
			at = at + 1;
			local value = sum();
			if not value or tokens[at].text ~= ")" then return nil; end
			at = at + 1;
			return value;
		elseif token.text == "{" then
			return list();
		end
		local value, after = known(tokens, at);
		at = after or at;
		return value;
	end

	local function operation(level)
		local operators = ARITHMETIC[level];
		if not operators then return atom(); end
		local left = operation(level + 1);
		while left and operators[tokens[at].text] and tokens[at].kind == "mark" do
			local operator = operators[tokens[at].text];
			at = at + 1;
			local right = operation(level + 1);
			if not right or left.is ~= "number" or right.is ~= "number" then return nil; end
			left = number(operator(left.value, right.value));
		end
		return left;
	end

	function sum()
		local left = operation(1);
		while left and tokens[at].text == ".." and tokens[at].kind == "mark" do
			at = at + 1;
			local right = operation(1);
			if not right or right.is == "list" or left.is == "list" then return nil; end
			left = { is = "text", value = tostring(left.value) .. tostring(right.value) };
		end
		return left;
	end

	local value = sum();
	if at ~= last + 1 then return nil; end
	return value;
end

return expressions;

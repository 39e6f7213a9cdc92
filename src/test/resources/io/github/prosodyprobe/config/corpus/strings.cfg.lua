local domain = "Example.TEST"
lower, upper = domain:lower(), domain:upper()
replaced = (domain:gsub("%.", "-"))
replaced_with_function = (("a b c"):gsub("%w", function (c) return c:byte() end))
replaced_with_table = (("$name is $age"):gsub("%$(%w+)", { name = "Romeo", age = 16 }))
words = {}
do
	local list = {}
	for word in ("one, two,three ,four"):gmatch("[^,%s]+") do list[#list + 1] = word end
	words = list
end
position, finish = ("find the needle here"):find("needle")
captured, other = ("key=value"):match("^(%w+)=(%w+)$")
balanced = ("f(a(b)c)d"):match("%b()")
frontier = ("THE (quick) fox"):find("%f[%a]%a+%f[%A]")
plain = ("a.b"):find(".", 1, true)
repeated = ("ab"):rep(3, "-")
reversed = ("abc"):reverse()
part = ("abcdef"):sub(-3, -2)
formatted = string.format("%5.2f|%-5s|%05d|%x|%q|%g|%+d|%%|%c|%10.3s|", 3.14159, "ab", 42, 255, "a\nb", 0.1, 7, 65, "abcdef")
trimmed = ("  padded  "):match("^%s*(.-)%s*$")
length = #"häagen"
bytes = { ("AZ"):byte(1, -1) }
characters = string.char(72, 105)
number_text = 10 .. "-" .. 2.5
escapes = "tab\tnew\nquote\" \65\x42\z
           joined \u{e4}"
unicode = "Grüße 🎭"
back = ("hello hello"):match("(%w+) %1")
concatenated = table.concat({ "a", 1, "b", 2.25 }, ":")

-- Prosody 13 alone has these.
component_secret = FileContents("files/secret.txt")
first = FileLine("files/lines.txt")
all = FileLines("files/lines.txt")
trimmed = FileContents("./files/secret.txt"):gsub("%s+$", "")
VirtualHost "example.test"
	admins = FileLines "files/lines.txt"

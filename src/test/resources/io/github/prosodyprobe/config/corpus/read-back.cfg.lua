domain = "example.test"
port = 5280
list = { "a" }
VirtualHost "one.example.test"
	own = 1
	copied = own
	global_domain = domain
VirtualHost "two.example.test"
	copied_list = { "x" }
	reference = copied_list

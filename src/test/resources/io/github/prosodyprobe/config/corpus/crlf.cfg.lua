admins = { "a@example.test" }
VirtualHost "example.test"
	name = "carriage\
return"

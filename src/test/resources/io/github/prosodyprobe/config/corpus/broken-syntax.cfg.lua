admins = { "a@example.test"
modules_enabled = { "roster" }
VirtualHost "example.test"

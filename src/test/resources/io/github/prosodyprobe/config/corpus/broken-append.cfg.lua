modules_enabled = { "roster" }
VirtualHost "example.test"
modules_enabled { "not set for this host" }

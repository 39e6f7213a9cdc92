modules_enabled = { "roster", "tls" }
modules_enabled { "ping" }
modules_enabled:append { "time" }
limits = { c2s = { rate = "1kb/s" } }
limits { s2sin = { rate = "2kb/s" } }
VirtualHost "example.test"
	list = { 1 }
	list { 2 } { 3 }

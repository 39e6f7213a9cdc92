c2s_ports = { 5222 }
admins = { "a@example.test" }
c2s_ports = { 5333 }
admins = nil
VirtualHost "example.test"
name = "first"
VirtualHost "other.example.test"
name = "other"
VirtualHost "example.test"
name = "second"
more = 1

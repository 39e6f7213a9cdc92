VirtualHost "example.test"
enabled = true
Component "rooms.example.test" "muc"
name = "Rooms"
-- Meant for the whole server, read for the rooms alone:
c2s_require_encryption = true
http_ports = { 5280 }
VirtualHost "example.test"
c2s_stanza_size_limit = 262144

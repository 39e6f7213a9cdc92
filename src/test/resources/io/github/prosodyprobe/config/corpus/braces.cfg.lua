VirtualHost "one.example.test" {
	enabled = false;
	modules_enabled = { "a", "b" };
}
global_again = "yes"
Component "rooms.example.test" "muc" {
	name = "Rooms", restrict_room_creation = "local",
	max_history_messages = 20
}
Component "external.example.test" { component_secret = "abc"; }
also_global = 1
Host "old.example.test"
	written = "with Host"
component "lower.example.test" "proxy65"
	proxy65_ports = { 5000 }

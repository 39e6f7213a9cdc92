-- A server on which everybody can make an account, over every way that clients come. Ports, paths and
-- certificates stand in front of this, put there by with-prosody.

modules_enabled = {
	"roster";
	"saslauth";
	"tls";
	"disco";
	"register";

	"http";
	"bosh";
	"websocket";
}

c2s_require_encryption = true
allow_registration = true
-- The tests try more often than a person would.
registration_throttle_max = 100
min_seconds_between_registrations = 0

authentication = "internal_hashed"

VirtualHost "example.test"

-- A server whose ports for insiders answer everybody who can reach it. Ports, paths and certificates
-- stand in front of this, put there by with-prosody.

modules_enabled = {
	"roster";
	"saslauth";
	"tls";
	"dialback";
	"disco";

	"http";
	"bosh";

	"admin_telnet";
	-- Part of 13; 0.12 does not have it and goes on without. It trusts loopback, where the tests
	-- connect from.
	"net_proxy";
}

c2s_require_encryption = true
s2s_require_encryption = true
s2s_secure_auth = true

authentication = "internal_hashed"

VirtualHost "example.test"

Component "proxy.example.test" "proxy65"

-- A component's secret is of this file only: nobody connects to it.
Component "bridge.example.test"
component_secret = "test-secret"

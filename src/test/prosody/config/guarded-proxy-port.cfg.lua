-- A server that believes one proxy, which is not where the tests connect from. Ports, paths and
-- certificates stand in front of this, put there by with-prosody.

modules_enabled = {
	"roster";
	"saslauth";
	"tls";
	"dialback";
	"disco";

	"net_proxy";
}

proxy_trusted_proxies = { "192.0.2.1" }

c2s_require_encryption = true
s2s_require_encryption = true
s2s_secure_auth = true

authentication = "internal_hashed"

VirtualHost "example.test"

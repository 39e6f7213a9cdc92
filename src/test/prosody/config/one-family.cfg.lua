-- Shows over IPv6 what it keeps from those who come over IPv4: a rule that was written for one family
-- only. Ports, paths and certificates stand in front of this, put there by with-prosody.

modules_enabled = {
	"saslauth";
	"tls";
	"disco";

	"http";
	"http_status";
}

http_interfaces = { "127.0.0.1", "::1" }

http_status_allow_ips = { "::1" }
trusted_proxies = { "192.0.2.1" }

VirtualHost "example.test"

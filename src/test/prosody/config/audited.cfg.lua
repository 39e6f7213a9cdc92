-- What the configuration audit found: the four insecure defaults, legacy authentication, an open
-- status page, the ssl block commented out, and the lines it took for protection although Prosody
-- never reads them. Ports, paths and certificates stand in front of this, put there by
-- with-prosody.

modules_enabled = {
	"roster";
	"saslauth";
	"tls";
	"dialback";
	"disco";
	"legacyauth"; -- Legacy authentication. Only used by some old clients and bots.

	"mam";
	"carbons";
	"smacks";
	"offline";
	"csi";
	"csi_battery_saver";
	"cloud_notify";
	"bookmarks";
	"pep";
	"private";
	"vcard4";
	"vcard_legacy";
	"ping";
	"version";
	"time";

	"blocklist";
	"limits";
	"mimicking";
	"tombstones";
	-- "register"; -- Password changes (XEP-0077); registration disabled

	"server_contact_info";

	"http";
	"bosh";
	"websocket";
	"http_status";

	"s2s_bidi";
}

-- The four insecure defaults.
c2s_require_encryption = false
s2s_require_encryption = false
s2s_secure_auth = false
allow_unencrypted_plain_auth = true

allow_registration = false

authentication = "internal_hashed"
-- Not read by Prosody.
sasl_mechanisms = { "SCRAM-SHA-256", "SCRAM-SHA-1" }

archive_expires_after = "1y"
-- Not read by Prosody.
archive_compression = true

push_notification_with_body = false
push_notification_with_sender = false

limits = {
	c2s = { rate = "10kb/s"; };
	s2sin = { rate = "30kb/s"; };
}

-- Not read by Prosody.
max_connections_per_ip = 5

http_status_allow_cidr = "0.0.0.0/0"

-- Not read by Prosody.
http_headers = {
	["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains";
	["X-Frame-Options"] = "DENY";
	["X-Content-Type-Options"] = "nosniff";
	["X-XSS-Protection"] = "1; mode=block";
	["Referrer-Policy"] = "strict-origin-when-cross-origin";
	["Content-Security-Policy"] = "default-src 'self'";
}

trusted_proxies = { "127.0.0.1", "172.16.0.0/12", "10.0.0.0/8" }

consider_bosh_secure = false
bosh_max_inactivity = 60
-- Not read by Prosody.
bosh_max_polling = 5
bosh_session_timeout = 300
bosh_hold_timeout = 60
bosh_window = 5

contact_info = {
	abuse = { "mailto:abuse@example.test" };
}

-- ssl = {
-- 	protocol = "tlsv1_2+",
-- 	ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20",
-- 	curve = "secp384r1",
-- 	options = { "cipher_server_preference", "single_dh_use", "single_ecdh_use" },
-- }

VirtualHost "example.test"

Component "conference.example.test" "muc"
modules_enabled = { "muc_mam" }

-- A component's secret is of this file only: nobody connects to it.
Component "bridge.example.test"
component_secret = "test-secret"

-- Meant for the whole server, but it stands below a component and so belongs to that alone.
dont_archive_namespaces = { "http://jabber.org/protocol/chatstates" }

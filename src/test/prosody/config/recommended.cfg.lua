-- A server that prosody-recommended finds nothing against. Ports, paths and certificates stand in
-- front of this, put there by with-prosody.

modules_enabled = {
	"roster";
	"saslauth";
	"tls";
	"dialback";
	"disco";

	"mam";
	"carbons";
	"smacks";
	"csi_simple";
	"cloud_notify";
	"bookmarks";
	"pep";
	"vcard4";
	"vcard_legacy";
	"ping";
	"version";
	"time";

	"blocklist";
	"limits";
	"register";
	"server_contact_info";

	"http";
	"bosh";
	"websocket";
	"http_status";

	"s2s_bidi";
}

c2s_require_encryption = true
s2s_require_encryption = true
s2s_secure_auth = true
allow_unencrypted_plain_auth = false

-- Password changes only.
allow_registration = false

authentication = "internal_hashed"
password_hash = "SHA-256"
-- OAUTHBEARER is new in 13, where internal_hashed always offers it.
disable_sasl_mechanisms = { "PLAIN", "OAUTHBEARER", "DIGEST-MD5" }
-- Read by 13 only. Not "auto": in 13.0 that holds for the first connection alone.
tls_server_end_point_hash = "sha256"

archive_expires_after = "1w"

push_notification_with_body = false
push_notification_with_sender = false

limits = {
	c2s = { rate = "10kb/s"; };
	s2sin = { rate = "30kb/s"; };
}

-- The tests ask from loopback, which the defaults of both of these trust.
http_status_allow_ips = { "192.0.2.1" }
trusted_proxies = { "192.0.2.1" }

contact_info = {
	abuse = { "mailto:abuse@example.test" };
	security = { "mailto:security@example.test" };
}

VirtualHost "example.test"

Component "conference.example.test" "muc"
modules_enabled = { "muc_mam" }

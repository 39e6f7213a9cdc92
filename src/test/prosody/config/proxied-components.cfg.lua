-- A server that prosody-recommended finds nothing against, as many are run: a web server in front
-- of its HTTP, and chat rooms, uploads and the proxy for file transfers on hosts of their own.
-- Ports, paths and certificates stand in front of this, put there by with-prosody; the first two of
-- these hosts have a certificate of their own, the third is served with the main one's wildcard.

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

-- Where the web server would be. The tests ask from loopback, which the default trusts.
trusted_proxies = { "192.0.2.1" }
http_external_url = "https://example.test/"
consider_bosh_secure = false
consider_websocket_secure = false

contact_info = {
	abuse = { "mailto:abuse@example.test" };
	security = { "mailto:security@example.test" };
}

VirtualHost "example.test"

Component "conference.example.test" "muc"
modules_enabled = { "muc_mam" }
restrict_room_creation = "local"

Component "upload.example.test" "http_file_share"
http_external_url = "https://upload.example.test/"
http_file_share_expires_after = 7 * 24 * 60 * 60
http_file_share_size_limit = 10 * 1024 * 1024

Component "proxy.example.test" "proxy65"
proxy65_address = "proxy.example.test"
proxy65_acl = { "example.test" }

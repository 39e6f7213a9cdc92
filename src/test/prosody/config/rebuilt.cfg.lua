-- The audited deployment as far as the packages have its modules: what audited.cfg.lua leaves out to
-- stay small stands here too (storage in SQL, relay for calls, block lists, limits of chat rooms,
-- uploads), and what was set by variables is. It is for scans together with the file.

local function flag(name, otherwise)
	return (os.getenv(name) or otherwise) == "true"
end

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
	"lastactivity";
	"ping";
	"version";
	"time";
	"uptime";

	"blocklist";
	"anti_spam";
	"spam_reporting";
	"report_forward";
	"limits";
	"mimicking";
	"tombstones";
	-- "register"; -- Password changes (XEP-0077); registration disabled

	"server_contact_info";
	"server_info";

	"http";
	"http_files";
	"bosh";
	"websocket";
	"http_status";

	"turn_external";
	"s2s_bidi";
}

-- The four insecure defaults of its example of variables.
c2s_require_encryption = flag("PROSODY_C2S_REQUIRE_ENCRYPTION", "false")
s2s_require_encryption = flag("PROSODY_S2S_REQUIRE_ENCRYPTION", "false")
s2s_secure_auth = flag("PROSODY_S2S_SECURE_AUTH", "false")
allow_unencrypted_plain_auth = flag("PROSODY_ALLOW_UNENCRYPTED_PLAIN_AUTH", "true")

allow_registration = false

authentication = "internal_hashed"
-- Not read by Prosody.
sasl_mechanisms = { "SCRAM-SHA-256", "SCRAM-SHA-1" }

archive_expires_after = os.getenv("PROSODY_ARCHIVE_EXPIRES_AFTER") or "1y"
default_archive_policy = true
-- Not read by Prosody.
archive_compression = true

push_notification_with_body = false
push_notification_with_sender = false

-- Accounts stay in files, where the tests put them.
default_storage = "internal"
storage = {
	archive = "sql";
	muc_log = "sql";
	pep = "sql";
	caps = "memory";
	carbons = "memory";
}
sql = { driver = "SQLite3"; database = "prosody.sqlite" }

anti_spam_services = { "xmppbl.org" }

turn_external_secret = os.getenv("TURN_EXTERNAL_SECRET") or "changeme"
turn_external_host = os.getenv("TURN_EXTERNAL_HOST") or "turn.example.test"
turn_external_port = tonumber(os.getenv("TURN_EXTERNAL_PORT")) or 3478
turn_external_ttl = 86400
turn_external_tcp = true

limits = {
	c2s = { rate = "10kb/s"; };
	s2sin = { rate = "30kb/s"; };
}

-- Not read by Prosody.
max_connections_per_ip = tonumber(os.getenv("PROSODY_MAX_CONNECTIONS_PER_IP")) or 5

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
modules_enabled = { "muc_mam", "muc_limits" }
muc_event_rate = 0.5
muc_burst_factor = 6

Component "upload.example.test" "http_file_share"
http_file_share_size_limit = 16 * 1024 * 1024
http_file_share_expires_after = "30d"

Component "bridge.example.test"
component_secret = os.getenv("BRIDGE_SECRET") or "changeme"

-- Meant for the whole server, but it stands below a component and so belongs to that alone.
dont_archive_namespaces = { "http://jabber.org/protocol/chatstates" }

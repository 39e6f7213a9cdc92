-- Comments, semicolons and commas in all the places where people put them.
admins = { "romeo@example.test", "juliet@example.test" };
modules_enabled = {
	"roster"; -- first
	"saslauth";
	"tls",
	--"dialback";
	"disco";
};
modules_disabled = { "s2s" }
c2s_require_encryption = true
s2s_secure_auth = false
archive_expires_after = "1w"
limits = { c2s = { rate = "10kb/s"; burst = "2s" }; s2sin = { rate = "30kb/s" } }
log = { info = "/var/log/prosody/prosody.log"; { levels = { "error" }; to = "syslog" } }
certificates = "certs"
VirtualHost "example.test"
	ssl = { key = "certs/example.test.key"; certificate = "certs/example.test.crt" }
Component "conference.example.test" "muc"
	modules_enabled = { "muc_mam" }
Component "upload.example.test" "http_file_share"
	http_file_share_size_limit = 10*1024*1024
Component "gateway.example.test"
	component_secret = "not telling"

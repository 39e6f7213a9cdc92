-- Every module of Debian's prosody and prosody-modules packages that serves HTTP, with as little
-- configuration as it takes to load it. Nobody's example: most of it should be closed. A module that
-- only one of the versions has is an error in the log of the other, and no more. Ports, paths and
-- certificates stand in front of this, put there by with-prosody.

modules_enabled = {
	"roster";
	"saslauth";
	"tls";
	"disco";
	"pep";
	"private";
	"tokenauth";
	"invites";
	"admin_adhoc";

	"http";
	"http_errors";
	"http_openmetrics";
	"http_status"; -- of the tests, for the community's
	"bosh";
	"websocket";
}

authentication = "internal_hashed"
allow_registration = false
statistics = "internal"

-- The tests tell who asks by addresses of loopback: what a module lets 127.0.0.1 see is closed to
-- 127.0.0.2. Only a proxy at 127.0.0.1 may say who asks.
trusted_proxies = { "127.0.0.1" }

-- An index for the pages, none for the folders below it.
http_files_dir = "/usr/share/doc/prosody"
libjs_path = "/usr/share/doc"

server_status_show_hosts = { "example.test" }
invites_registration_page = "register?t={invite.token}&c={app.id}"
oauth2_registration_key = "test-key"
use_pubsubhubub = true -- the default of 0.12
forgejo_secret = "test-secret"
unified_push_secret = "test-secret"

VirtualHost "example.test"
modules_enabled = {
	"adhoc_oauth2_client";
	"admin_web";
	"atom";
	"http_altconnect";
	"http_files";
	"http_libjs";
	"http_oauth2";
	"http_pep_avatar";
	"invites_api";
	"invites_page";
	"invites_register_web";
	"password_reset";
	"pastebin";
	"register_apps";
	"register_web";
	"rest";
	"server_status";
	"stanza_counter";
	"unified_push";
	"webpresence";
}

Component "conference.example.test" "muc"
modules_enabled = { "muc_mam", "muc_log", "http_muc_log", "muc_log_http" }

Component "upload.example.test" "http_file_share"

Component "old-upload.example.test" "http_upload"

Component "pubsub.example.test" "pubsub"
modules_enabled = { "pubsub_feeds", "pubsub_forgejo" }

-- café
motd_text = "plain"
VirtualHost "example.test"

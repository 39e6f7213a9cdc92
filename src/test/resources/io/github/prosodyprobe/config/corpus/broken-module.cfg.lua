VirtualHost "example.test" "muc"

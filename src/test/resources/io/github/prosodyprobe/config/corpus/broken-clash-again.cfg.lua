Component "example.test" "muc"
VirtualHost "example.test"

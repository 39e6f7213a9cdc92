VirtualHost "example.test"
Component "example.test" "muc"

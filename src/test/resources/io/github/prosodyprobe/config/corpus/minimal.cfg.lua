VirtualHost "example.test"

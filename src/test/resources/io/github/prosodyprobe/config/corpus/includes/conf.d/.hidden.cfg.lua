VirtualHost "hidden.example.test"

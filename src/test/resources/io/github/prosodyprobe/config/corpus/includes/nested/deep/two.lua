VirtualHost "two.example.test"
deep = "yes"

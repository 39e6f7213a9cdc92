VirtualHost()

VirtualHost "a.example.test"
from = "a"

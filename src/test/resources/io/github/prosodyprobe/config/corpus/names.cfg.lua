VirtualHost "EXAMPLE.Test"
	upper = true
VirtualHost "Bücher.example"
	umlaut = true
VirtualHost "STRASSE.example"
VirtualHost "faß.example"
Component "Rooms.EXAMPLE.Test" "muc"
VirtualHost "under_score.example"
VirtualHost "例え.example"
VirtualHost "ΣΊΣΥΦΟΣ.example"

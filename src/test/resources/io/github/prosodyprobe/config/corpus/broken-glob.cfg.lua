Include "no/such/folder/*.lua"

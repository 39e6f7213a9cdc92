Include "no/such/file.lua"

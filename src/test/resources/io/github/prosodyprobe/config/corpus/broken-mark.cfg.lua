admins = { }

settings_one = 1

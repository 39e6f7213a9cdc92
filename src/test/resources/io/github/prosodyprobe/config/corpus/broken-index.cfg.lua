modules_enabled { "a" }
undefined_thing.x = 1

modules_enabled = { "roster" }
VirtualHost "before.example.test"
Include "includes/conf.d/*.cfg.lua"
still_before = true
include "includes/nested/one.lua"
Include "./includes/settings-?.lua"

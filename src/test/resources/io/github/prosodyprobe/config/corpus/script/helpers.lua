local loaded = true
_G.helpers_loaded = loaded
_G.helpers_half = 7 // 2

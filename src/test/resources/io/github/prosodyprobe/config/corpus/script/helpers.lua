local loaded = true
_G.helpers_loaded = loaded

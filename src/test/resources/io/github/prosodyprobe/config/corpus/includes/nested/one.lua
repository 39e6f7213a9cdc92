included_globally = true
Include "deep/two.lua"

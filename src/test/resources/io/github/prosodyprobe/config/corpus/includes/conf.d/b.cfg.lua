Component "b.example.test" "muc"
from = "b"

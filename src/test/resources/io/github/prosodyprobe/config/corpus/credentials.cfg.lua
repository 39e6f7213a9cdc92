http_token = Credential("token")
Component "gateway.example.test"
	component_secret = Credential "token"

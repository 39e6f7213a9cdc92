admins={"a@b.test"}c2s_ports={5222}VirtualHost"example.test"ssl={key="k"}Component"m.example.test""muc"name="x"

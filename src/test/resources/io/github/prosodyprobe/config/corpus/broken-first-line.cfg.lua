#!/usr/bin/env prosody
admins = { }

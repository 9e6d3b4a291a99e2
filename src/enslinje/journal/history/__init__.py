"""What has happened to an object, in words: each context tells of its kinds, one query reads."""

"""The hooks: MkDocs puts this folder ahead of Python's own modules while it loads one."""

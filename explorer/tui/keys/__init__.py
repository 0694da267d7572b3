"""What a reader can do and with which key: the registry of actions, the reader's own keys, jumps and moves."""

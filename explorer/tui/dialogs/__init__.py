"""What opens over a screen and closes once: menus, help, palette, kept searches."""

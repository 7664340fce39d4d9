"""What the emulator lacks. Run by its own interpreter: nothing but the standard library."""

"""What the emulator lacks, added to it. Run by the emulator's interpreter: standard library only."""

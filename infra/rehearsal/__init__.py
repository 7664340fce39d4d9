"""The rehearsal of the cloud on the AWS emulator: `make rehearse` (docs/deploy.md)."""

"""Tests, one folder per room of src/enslinje; besides them the house's rules and the browser."""

"""The record of every write: who, when, why, and what superseded what."""

from tests.everything import recorded_everything, recorded_town

__all__ = ["recorded_everything", "recorded_town"]

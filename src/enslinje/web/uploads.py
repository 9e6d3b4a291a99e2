"""What is sent as a file goes to the disk as it comes, and no more of it than is ever kept."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from enslinje.organisation.file_store import LARGEST


class LimitedUpload(TemporaryFileUploadHandler):
    """Takes files up to the largest that is kept, and a byte more to tell that one was larger."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece; let go of what is beyond."""
        room = LARGEST + 1 - start
        if room > 0:
            super().receive_data_chunk(raw_data[:room], start)

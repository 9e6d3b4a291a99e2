"""Who signs in."""

from django.contrib.auth.models import AbstractUser


class Person(AbstractUser):
    """Somebody who works with the plans. The username is the code that change sets name."""

    class Meta(AbstractUser.Meta):
        pass

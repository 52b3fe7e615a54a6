"""The project app: commands that belong to no room, and the database role's rights."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class ProjectConfig(AppConfig):
    name = "samspor.project"
    label = "project"

    def ready(self) -> None:
        # Nothing is imported before the apps are there.
        from samspor.project import beginning, checks, connections  # noqa: F401, PLC0415 -- importing registers
        from samspor.project.privileges import grant  # noqa: PLC0415 -- models are there only when all rooms are
        from samspor.project.sign_in import remember, second_step  # noqa: PLC0415 -- the same

        beginning.connect()
        connections.connect()
        remember.connect()
        second_step.connect()
        # Django tells only apps with models; access is one that always has.
        post_migrate.connect(grant, sender=apps.get_app_config("access"), dispatch_uid="samspor.privileges")

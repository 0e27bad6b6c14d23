"""`jiangxin load_blueprints`: the shipped campaign kinds into the database; after an upgrade, their new versions."""

from typing import Any

from django.core.management.base import BaseCommand

from jiangxin.campaigns.services import load_shipped_blueprints
from jiangxin.core.services.energy import load_shipped_factors


class Command(BaseCommand):
    """The shipped blueprints. What officers cloned and what calls have frozen stays as it is."""

    help = "Bring the shipped blueprints into the database. 把随系统提供的活动方案（或其新版本）装入数据库。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Load them and list them."""
        del args, options
        for blueprint in load_shipped_blueprints():
            self.stdout.write(f"{blueprint.title} v{blueprint.version}")
        if count := load_shipped_factors():
            self.stdout.write(f"能源系数 energy factors: +{count}")

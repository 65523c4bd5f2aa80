from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# No test depends on how fast the machine is.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def datasets() -> Path:
    """The data sets that developers have beside the checkout."""
    folder = Path(__file__).parents[2] / "../shared/samples/datasets"
    if not folder.is_dir():
        pytest.skip("no data sets beside the checkout")
    return folder
